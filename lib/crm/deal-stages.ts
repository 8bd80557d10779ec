import type { Stage } from "../leads/stages.ts";
import type { RemoteDeal } from "./connector.ts";
import type { CrmSettings } from "./states.ts";

/** What was recorded of a deal before; null: nothing. */
export type Recorded = { stage: Stage | null; stageAt: Date | null; value: number | null } | null;
export type Record = { stage: Stage; at: Date; value: number | null };

/** The stage that a deal says its lead is in; null: it says nothing. */
export function stageOf(
  deal: RemoteDeal,
  settings: Pick<CrmSettings, "dealStages" | "lostStage">,
): Stage | null {
  const chosen = settings.dealStages[deal.stage];
  if (chosen !== undefined) return chosen;
  if (deal.outcome === "won") return "customer";
  return deal.outcome === "lost" ? settings.lostStage : "opportunity";
}

const clamp = (at: Date, from: Date, to: Date) =>
  new Date(Math.min(Math.max(at.getTime(), from.getTime()), Math.max(from.getTime(), to.getTime())));

/**
 * What to record of a deal: nothing where its stage is what was recorded last; a deal that is met closed was open once.
 * An open deal counts from when it was made, a closed one from its close date, one that moved from when it changed. Pure.
 */
export function recordsOf(deal: RemoteDeal, stage: Stage | null, before: Recorded): Record[] {
  if (stage === null || before?.stage === stage) return [];
  const value = deal.amount;
  const { createdAt, changedAt } = deal;
  if (deal.outcome === "open") return [{ stage, at: before?.stage ? changedAt : createdAt, value }];
  const closed: Record = { stage, at: clamp(deal.closedAt ?? changedAt, createdAt, changedAt), value };
  return before?.stage || stage === "opportunity"
    ? [closed]
    : [{ stage: "opportunity", at: createdAt, value }, closed];
}
