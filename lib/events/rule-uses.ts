import type { Tx } from "#db/client.ts";
import type { SheetContent } from "../scoring/schema.ts";
import type { RuleUse } from "./schemas.ts";

type Row = { key: string; name: string; number: number; state: string; content: SheetContent };

/** Which rules of active versions and of drafts count which event, by event name; "*" is nobody's in particular. */
export async function ruleUses(tx: Tx, workspaceId: number): Promise<Map<string, RuleUse[]>> {
  const found = await tx.$client.query<Row>(
    `select s.key, s.name, v.number, v.state, v.content from sheet_versions v
     join sheets s on s.workspace_id = v.workspace_id and s.id = v.sheet_id
     where v.workspace_id = $1 and v.state in ('active', 'in_review', 'draft') order by s.name, v.number`,
    [workspaceId],
  );
  const uses = new Map<string, RuleUse[]>();
  for (const { key, name, number, state, content } of found.rows)
    for (const rule of content.rules) {
      if (rule.kind !== "behaviour" || rule.event === "*") continue;
      const use = { sheet: { key, name }, version: number, state, rule: { key: rule.key, name: rule.name } };
      uses.set(rule.event, [...(uses.get(rule.event) ?? []), use]);
    }
  return uses;
}
