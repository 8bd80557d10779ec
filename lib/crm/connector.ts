import type { CrmErrorCode } from "./states.ts";

/** The fields of a score that a CRM is told, by key; null clears a field. */
export const SCORE_FIELDS = [
  { key: "score", label: "Hotsheet score", type: "number" },
  { key: "group", label: "Hotsheet group", type: "text" },
  { key: "label", label: "Hotsheet label", type: "text" },
  { key: "sheet", label: "Hotsheet sheet", type: "text" },
  { key: "version", label: "Hotsheet sheet version", type: "number" },
  { key: "reasons", label: "Hotsheet reasons", type: "long_text" },
] as const;
export type ScoreField = (typeof SCORE_FIELDS)[number]["key"];
export type ScoreValues = Record<ScoreField, string | number | null>;

export type RemoteField = { name: string; label: string; type: string };
/** A deal stage of the CRM as a mapping names it. */
export type RemoteStage = { id: string; label: string };

/** What one contact is to be told. `remoteId` null: found by `email`, or made where `create` is asked for. */
export type ContactWrite = {
  leadId: number;
  remoteId: string | null;
  email: string | null;
  lastName: string | null;
  values: ScoreValues;
};
export type ContactResult = { leadId: number } & (
  | { state: "written"; remoteId: string; created: boolean }
  | { state: "missing" }
  | { state: "refused"; text: string }
);

/** `create`: make contacts that are missing. `deadline`: nothing more is sent from then on. */
export type WriteOptions = { create: boolean; deadline: Date };

export type RemoteContact = {
  remoteId: string;
  email: string | null;
  /** The fields that were asked for; null where empty. */
  values: Record<string, string | null>;
  changedAt: Date;
};

export type RemoteDeal = {
  remoteId: string;
  contactIds: string[];
  /** Id of the CRM's own stage. */
  stage: string;
  outcome: "open" | "won" | "lost";
  amount: number | null;
  createdAt: Date;
  closedAt: Date | null;
  changedAt: Date;
};

/** `cursor` is where the next page begins; `more` says that there is one now. */
export type Page<T> = { items: T[]; cursor: string; more: boolean };

/**
 * All that Hotsheet asks of a CRM. Nothing but `ensureFields` and `write` changes anything there.
 * Every method rejects with CrmError.
 */
export interface CrmConnector {
  /** Contacts in one `write`. */
  readonly maxBatch: number;
  /** The name that a score's field has in the CRM. */
  fieldName(field: ScoreField): string;
  /** Signs in and reads something small. */
  test(): Promise<void>;
  describeFields(): Promise<RemoteField[]>;
  dealStages(): Promise<RemoteStage[]>;
  /** The score's fields that the CRM lacks. */
  missingFields(): Promise<ScoreField[]>;
  /** Makes what is missing; returns what it made. */
  ensureFields(): Promise<ScoreField[]>;
  /** Contacts by e-mail address or id, with the score's fields as they are there now. */
  find(by: { emails: string[] } | { ids: string[] }): Promise<RemoteContact[]>;
  write(batch: ContactWrite[], options: WriteOptions): Promise<ContactResult[]>;
  /** Contacts changed since the cursor (null: all), oldest change first. A contact may come twice, never not at all. */
  changedContacts(cursor: string | null, fields: string[]): Promise<Page<RemoteContact>>;
  /** Deals changed since the cursor, likewise. */
  changedDeals(cursor: string | null): Promise<Page<RemoteDeal>>;
}

/** A CRM did not do what it was asked. `passing`: it may do so later. */
export class CrmError extends Error {
  readonly code: CrmErrorCode;
  readonly retryAfterMs: number | null;

  constructor(
    code: CrmErrorCode,
    message: string,
    options: { retryAfterMs?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "CrmError";
    this.code = code;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }

  get passing(): boolean {
    return this.code === "rate_limited" || this.code === "unavailable";
  }
}
