import type { GroupAction } from "../scoring/group-actions.ts";
import type { SheetContent } from "../scoring/schema.ts";
import type { ActionTargets } from "./preview-schemas.ts";
import type { SheetWarning, WarningCode } from "./warning-codes.ts";

/** What an action names, by the list in which it is to be found. */
function namedBy(action: GroupAction): [keyof ActionTargets, WarningCode, string[]] | null {
  if (action.kind === "assign") return ["teams", "unknown_team", action.routes.map(({ team }) => team)];
  if (action.kind === "alert") return ["teams", "unknown_team", action.team === null ? [] : [action.team]];
  if (action.kind === "webhook") return ["endpoints", "unknown_endpoint", [action.endpoint]];
  if (action.kind === "promo_code") return ["pools", "unknown_pool", [action.pool]];
  if (action.kind === "enrol" || action.kind === "withdraw") {
    return ["programmes", "unknown_programme", [action.programme]];
  }
  if (action.kind !== "crm") return null;
  return ["connections", "unknown_connection", action.connection === null ? [] : [action.connection]];
}

/**
 * Actions of groups that would do nothing, for what they name is not there: one warning an action. Pure.
 * @param known keys that the workspace has
 */
export function targetWarnings(content: SheetContent, known: ActionTargets): SheetWarning[] {
  return content.groups.flatMap((group, g) =>
    (group.actions ?? []).flatMap((action, a): SheetWarning[] => {
      const path = `groups.${g}.actions.${a}`;
      if (action.kind === "crm" && action.connection === null && known.connections.length === 0) {
        return [{ path, code: "no_connection", params: {} }];
      }
      const [list, code, keys] = namedBy(action) ?? [];
      const key = list && keys?.find((one) => !known[list].includes(one));
      return code && key !== undefined ? [{ path, code, params: { key } }] : [];
    }),
  );
}
