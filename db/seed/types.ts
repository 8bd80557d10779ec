import type { Stage } from "../../lib/leads/stages.ts";
import type { AttributeChange } from "../../lib/scoring/history.ts";
import type { Score } from "../../lib/scoring/score.ts";

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
export const MINUTE = 60_000;

export type Line = "cars" | "software";

/** Instants are milliseconds since the epoch throughout. */
export type SeedEvent = { at: number; name: string; properties: Record<string, string | number | boolean> };

export type Person = {
  email: string | null;
  externalId: string | null;
  anonymousId: string;
  createdAt: number;
  /** Lines of business the lead asks about; none: it is in no segment. */
  lines: Line[];
  attributes: AttributeChange[];
  traits: Traits;
};

/** What drives behaviour. Outcomes never read these, only the behaviour itself. */
export type Traits = {
  /** How close to buying; standard normal. */
  intent: number;
  jobSeeker: boolean;
  subscribed: boolean;
  openRate: number;
};

export type ScoreRow = {
  sheet: string;
  version: number;
  at: number;
  total: number;
  label: string | null;
  group: string | null;
  excluded: string | null;
};

export type GroupMove = {
  sheet: string;
  version: number;
  at: number;
  from: string | null;
  to: string | null;
  total: number;
  cause: "event" | "attribute" | "activation" | "time";
};

export type Decision = { state: "accepted" | "rejected"; at: number; reason: string | null };
/** Reps by place in the list of sales members. */
export type Rep = 0 | 1;
export type SeedHandover = {
  sheet: string;
  version: number;
  at: number;
  total: number;
  group: string;
  label: string | null;
  /** The explained score at that instant, for the reasons that are frozen with the hand-over. */
  score: Score;
  owner: Rep | null;
  decision: Decision | null;
};

export type SeedStage = {
  stage: Stage;
  at: number;
  reason: string | null;
  value: number | null;
  /** `handover`: brought by the hand-over itself; `queue`: by a rep's decision; `crm`: told by the CRM. */
  origin: "handover" | "queue" | "crm";
  rep: Rep | null;
};

/** One draw of the true model: what it saw, and whether the lead was to become an opportunity. */
export type Draw = {
  line: Line;
  at: number;
  worked: boolean;
  seen: Record<string, number>;
  converts: boolean;
};

export type SeedLead = Person & {
  n: number;
  events: SeedEvent[];
  history: ScoreRow[];
  moves: GroupMove[];
  handovers: SeedHandover[];
  stages: SeedStage[];
  draws: Draw[];
  owner: Rep | null;
};
