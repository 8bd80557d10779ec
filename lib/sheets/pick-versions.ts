import type { Side } from "../permissions.ts";
import type { VersionSummary } from "./schemas.ts";

/** The version that can be edited, and the one that scores leads. */
export function pickVersions<V extends VersionSummary>(
  versions: readonly V[],
): { open?: V; active?: V; newest?: V } {
  return {
    open: versions.find(({ state }) => state === "draft" || state === "in_review"),
    active: versions.find(({ state }) => state === "active"),
    newest: versions[0],
  };
}

export const hasSigned = (version: VersionSummary, side: Side): boolean =>
  version.signatures.some((signature) => signature.side === side);
