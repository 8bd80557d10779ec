import type { Scope } from "./schemas.ts";

/** What names a stored report; `segment` is a key. */
export type ReportKey = {
  versionId: number | null;
  scope: Scope;
  horizonDays: number;
  segment: string | null;
};
