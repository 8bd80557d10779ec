import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { NamedRule, SheetRules } from "./starters.ts";

const MOST = 50;

type Row = { sheet: string; name: string; rules: (NamedRule & { kind: string; points?: number })[] };

/** Rules of each sheet's active version, or of its newest where none is active. */
export async function listSheetRules(ctx: Context): Promise<SheetRules[]> {
  authorize(ctx, "sheets:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const found = await tx.$client.query<Row>(
        `select s.key as sheet, s.name, v.rules from sheets s cross join lateral (
           select content -> 'rules' as rules from sheet_versions where workspace_id = $1 and sheet_id = s.id
           order by (state = 'active') desc, number desc limit 1) v
         where s.workspace_id = $1 order by lower(s.name), s.id limit ${MOST}`,
        [workspaceId],
      );
      return found.rows.map(({ sheet, name, rules }) => ({
        sheet,
        name,
        rules: rules.map((rule) => ({ key: rule.key, name: rule.name })),
        told: rules
          .filter(({ kind, points }) => kind === "behaviour" && (points ?? 0) > 0)
          .map((rule) => ({ key: rule.key, name: rule.name })),
      }));
    },
    { readOnly: true },
  );
}
