import type { Stage } from "../leads/stages.ts";

export const CRM_KINDS = ["hubspot", "salesforce"] as const;
export type CrmKind = (typeof CRM_KINDS)[number];

/** `refused`: the CRM does not take the credentials; nothing is tried until they are changed. */
export const CONNECTION_STATES = ["active", "paused", "refused"] as const;
export type ConnectionState = (typeof CONNECTION_STATES)[number];

/** `failed`: the CRM refuses this contact's fields; it is tried again when the score changes or by hand. */
export const CHANGE_STATES = ["waiting", "failed"] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** Who wins where a field and its attribute were both changed since they were last equal; `ask` leaves it to a member. */
export const CONFLICT_POLICIES = ["crm", "hotsheet", "ask"] as const;
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];

export const CONFLICT_OUTCOMES = ["crm", "hotsheet"] as const;
export type ConflictOutcome = (typeof CONFLICT_OUTCOMES)[number];

/** What went wrong, as a code that is translated on screen. */
export const CRM_ERRORS = [
  "credentials",
  "forbidden",
  "rate_limited",
  "unavailable",
  "private_address",
  "refused",
  "secret",
  "unexpected",
] as const;
export type CrmErrorCode = (typeof CRM_ERRORS)[number];

/** What a member chose for a connection. */
export type CrmSettings = {
  /** Whether a contact is made for a scored lead that the CRM does not have. */
  createContacts: boolean;
  /** Whether a lead is made for a contact that changed in the CRM and is no lead yet. */
  createLeads: boolean;
  /** Fields of contacts that are read into attributes. */
  mapping: { field: string; attribute: string; policy: ConflictPolicy }[];
  /** The stage that a lost deal brings. */
  lostStage: "disqualified" | "recycled";
  /** Stages of particular deal stages, by the CRM's own id; null: such a deal says nothing. */
  dealStages: Record<string, Stage | null>;
};

export const DEFAULT_SETTINGS: CrmSettings = {
  createContacts: false,
  createLeads: false,
  mapping: [],
  lostStage: "disqualified",
  dealStages: {},
};
