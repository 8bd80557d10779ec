import type { Tx } from "#db/client.ts";
import { actingMemberId, type Context } from "../context.ts";
import { type Notice, notify } from "../notifications/notify.ts";
import { type Role, type Side, signingSide } from "../permissions.ts";
import type { SheetRow } from "./internal.ts";

export type Person = { id: number; name: string; email: string; role: Role; side: Side | null };

/** Everybody who belongs to the workspace now. */
export async function loadPeople(tx: Tx, workspaceId: number): Promise<Person[]> {
  const found = await tx.$client.query<Person>(
    `select m.id::int as id, u.name, u.email, m.role, m.side from members m join users u on u.id = m.user_id
     where m.workspace_id = $1 and m.removed_at is null order by m.id`,
    [workspaceId],
  );
  return found.rows;
}

/** Ids of those who sign for either side. */
export const signersAmong = (people: readonly Person[]): number[] =>
  people.filter((person) => signingSide(person) !== null).map(({ id }) => id);

/** Tells these members, but for the one who acts, what happened to a sheet, and who did it. */
export async function tellAbout(
  tx: Tx,
  ctx: Context,
  sheet: Pick<SheetRow, "key" | "name">,
  people: readonly Person[],
  to: readonly number[],
  notice: Pick<Notice, "kind" | "dedupe"> & { payload?: Notice["payload"] },
): Promise<void> {
  const me = actingMemberId(ctx);
  const by = people.find(({ id }) => id === me)?.name ?? null;
  await notify(
    tx,
    ctx.workspaceId,
    to.filter((id) => id !== me),
    {
      ...notice,
      subject: `sheet:${sheet.key}`,
      payload: { key: sheet.key, sheet: sheet.name, by, ...notice.payload },
    },
  );
}
