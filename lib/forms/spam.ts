import type { SpamReason } from "#db/schema/forms.ts";
import { agentReason } from "../traffic/detect.ts";

/** Nobody reads a page and answers it sooner (milliseconds). */
export const SOONEST_MS = 2_000;
/** An input that people neither see nor reach, and that programs fill in. */
export const TRAP = "company_fax";

/** Why what a page sent is spam, or null. Pure. */
export function spamReason(about: {
  trap: string | null;
  openedAt: number;
  at: number;
  agent: string | null;
  eventName: string;
}): SpamReason | null {
  if ((about.trap ?? "") !== "") return "filled_trap";
  if (agentReason(about.eventName, about.agent) === "bot") return "bot";
  return about.at - about.openedAt < SOONEST_MS ? "too_fast" : null;
}
