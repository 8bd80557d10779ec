import { inWorkspace } from "../db/client.ts";
import type { TestMember } from "../db/testing/factories.ts";
import { recordStage } from "../lib/leads/record-stage.ts";
import { writeLeads } from "../lib/leads/write.ts";
import { acceptHandover } from "../lib/queue/accept-handover.ts";
import { listQueue } from "../lib/queue/list-queue.ts";
import { rescoreLeads } from "../lib/scores/rescore.ts";
import { createActiveSheet } from "../lib/scores/testing.ts";

/** How many of `createManyLeads` are hot, scored and not scored: more than one page together. */
export const MANY = { hot: 3, scored: 53, unscored: 4 };

/**
 * 57 leads: Lead 01 to Lead 03 are CEOs (20 points, hot, handed over), the others up to 53 have 0 points, and
 * Outside 1 to 4 are in no segment. Lead 01 is owned by `owner` and accepted; Lead 05 is a customer.
 */
export async function createManyLeads(workspaceId: number, owner: TestMember): Promise<void> {
  await createActiveSheet(workspaceId, { when: { field: "market", op: "eq", value: "es" } });
  const number = (n: number) => String(n).padStart(2, "0");
  const scored = Array.from({ length: MANY.scored }, (_, n) => ({
    name: `Lead ${number(n + 1)}`,
    email: `lead${number(n + 1)}@example.com`,
    market: "es",
    title: n < MANY.hot ? "CEO" : "Buyer",
  }));
  const unscored = Array.from({ length: MANY.unscored }, (_, n) => ({
    name: `Outside ${n + 1}`,
    email: `outside${n + 1}@example.com`,
  }));
  await inWorkspace(workspaceId, async (tx) => {
    const now = new Date();
    const inputs = [...scored, ...unscored].map((person) => ({
      email: person.email,
      attributes: person,
      knownAt: now,
    }));
    const ids = (await writeLeads(tx, workspaceId, inputs)).map(({ leadId }) => leadId);
    await rescoreLeads(tx, workspaceId, { ids }, now, "import");
  });
  const { handovers } = await listQueue(owner.ctx, { state: "open", sort: "-at", limit: 50 });
  const first = handovers.find(({ lead }) => lead.email === "lead01@example.com");
  if (!first) throw new Error("the first lead was not handed over");
  await acceptHandover(owner.ctx, { id: first.id });
  const customer = { id: "email:lead05@example.com", stage: "customer" } as const;
  await recordStage(owner.ctx, customer);
}
