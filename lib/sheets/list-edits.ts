import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { type EditsSince, MAX_LISTED } from "./edit-schemas.ts";
import { loadSheet, loadVersions } from "./internal.ts";
import type { ItemKind } from "./items.ts";
import type { listEditsOperation } from "./operations.ts";

type Row = {
  id: string;
  kind: ItemKind;
  key: string;
  revision: number;
  at: Date;
  memberId: number | null;
  name: string | null;
  suggestedId: number | null;
  suggestedBy: string | null;
  before: unknown;
  after: unknown;
  place: string | null;
};

const person = (id: number | null, name: string | null) =>
  id === null || name === null ? null : { id, name };

/** Accepted edits of the newest version that came after a revision, oldest first. @throws AppError `not_found`. */
export async function listEdits(
  ctx: Context,
  input: OperationInput<typeof listEditsOperation>,
): Promise<EditsSince> {
  authorize(ctx, "sheets:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const sheet = await loadSheet(tx, workspaceId, input.key);
      const [newest] = await loadVersions(tx, workspaceId, [sheet.id]);
      if (!newest) throw notFound("Version");
      const found = await tx.$client.query<Row>(
        `select e.edit_id as id, e.kind, e.key, e.revision, e.at, m.id::int as "memberId", u.name,
           sm.id::int as "suggestedId", su.name as "suggestedBy", e.before, e.after, e.place
         from sheet_edits e
         left join members m on m.workspace_id = e.workspace_id and m.id = e.member_id
         left join users u on u.id = m.user_id
         left join sheet_suggestions s on s.workspace_id = e.workspace_id and s.id = e.suggestion_id
         left join members sm on sm.workspace_id = s.workspace_id and sm.id = s.member_id
         left join users su on su.id = sm.user_id
         where e.workspace_id = $1 and e.version_id = $2 and e.revision > $3 and e.outcome = 'accepted'
         order by e.revision, e.id limit ${MAX_LISTED + 1}`,
        [workspaceId, newest.id, input.after],
      );
      const edits = found.rows.slice(0, MAX_LISTED).map((row) => ({
        id: row.id,
        item: { kind: row.kind, key: row.key },
        revision: row.revision,
        at: row.at.toISOString(),
        member: person(row.memberId, row.name),
        suggested_by: person(row.suggestedId, row.suggestedBy),
        before: row.before,
        value: row.after,
        ...(row.place === null ? {} : { after: row.place === "" ? null : row.place }),
      }));
      const complete = found.rows.length <= MAX_LISTED;
      return { version: newest.number, revision: newest.revision, complete, edits };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
}
