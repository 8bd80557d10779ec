import { inWorkspace } from "#db/client.ts";
import { unique } from "#db/testing/factories.ts";
import type { ActionRun } from "../actions/action-run.ts";
import { writeEvents } from "../events/write.ts";
import { writeLeads } from "../leads/write.ts";
import { createActiveSheet } from "../scores/testing.ts";
import type { ActionKind, ActionOf } from "../scoring/group-actions.ts";

type Attributes = Record<string, unknown>;

/** A lead with 30 points (a CEO who saw the prices) on an active sheet, and a run of `action` for it. */
export async function runOf<K extends ActionKind>(
  workspaceId: number,
  action: ActionOf<K>,
  attributes: Attributes = {},
): Promise<ActionRun<K>> {
  const sheet = await createActiveSheet(workspaceId);
  const before = new Date(Date.now() - 60_000);
  const leadId = await inWorkspace(workspaceId, async (tx) => {
    const [lead] = await writeLeads(tx, workspaceId, [
      {
        externalId: unique("user"),
        email: `${unique("ada")}@example.test`,
        attributes: {
          title: "CEO",
          name: "Ada Lovelace",
          ...attributes,
        },
        knownAt: before,
      },
    ]);
    const id = lead?.leadId ?? 0;
    const event = {
      leadId: id,
      name: "page_viewed",
      occurredAt: before,
      messageId: unique(),
      properties: { path: "/pricing" },
    };
    await writeEvents(tx, workspaceId, [event], {});
    return id;
  });
  return {
    workspaceId,
    id: Math.floor(Math.random() * 1e9) + 1,
    leadId,
    sheet: { id: sheet.sheetId, key: sheet.key, name: "Cars" },
    versionId: sheet.versionId,
    versionNumber: 1,
    group: { key: "hot", name: "Hot" },
    on: action.on,
    at: new Date(),
    total: 30,
    action,
  };
}
