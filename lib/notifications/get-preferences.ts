import { inWorkspace, type Tx } from "#db/client.ts";
import type { Context } from "../context.ts";
import { acting } from "../members/me-internal.ts";
import { type Channels, type Digest, NOTIFICATION_GROUPS, type NotificationGroup, USUAL } from "./groups.ts";
import type { ShownPreferences } from "./preference-schemas.ts";
import { MEMBER_ZONE } from "./recipients.ts";

type Row = {
  zone: string;
  channels: Partial<Record<NotificationGroup, Channels>> | null;
  quiet_from: string | null;
  quiet_to: string | null;
  digest: Digest | null;
  digest_hour: number | null;
  digest_day: number | null;
};

/** How the acting member is told; what was never chosen is as usual. Any role may ask, for itself alone. */
export function getPreferences(ctx: Context): Promise<ShownPreferences> {
  const { memberId } = acting(ctx);
  return inWorkspace(ctx.workspaceId, (tx) => loadPreferences(tx, ctx.workspaceId, memberId), {
    readOnly: true,
  });
}

export async function loadPreferences(
  tx: Tx,
  workspaceId: number,
  memberId: number,
): Promise<ShownPreferences> {
  const { rows } = await tx.$client.query<Row>(
    `select ${MEMBER_ZONE} as zone, p.channels, p.quiet_from, p.quiet_to, p.digest, p.digest_hour, p.digest_day
     from members m join users u on u.id = m.user_id join workspaces w on w.id = m.workspace_id
     left join notification_preferences p on p.workspace_id = m.workspace_id and p.member_id = m.id
     where m.workspace_id = $1 and m.id = $2`,
    [workspaceId, memberId],
  );
  const [row] = rows;
  const channels = Object.fromEntries(
    NOTIFICATION_GROUPS.map((group) => [group, row?.channels?.[group] ?? USUAL[group]]),
  ) as Record<NotificationGroup, Channels>;
  return {
    channels,
    quiet_hours: row?.quiet_from && row.quiet_to ? { from: row.quiet_from, to: row.quiet_to } : null,
    digest: {
      every: row?.digest ?? "off",
      hour: row?.digest_hour ?? 8,
      weekday: row?.digest_day ?? 1,
    },
    time_zone: row?.zone ?? "UTC",
  };
}
