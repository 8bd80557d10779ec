import type { Context } from "../context.ts";
import { can, type Permission, type Side, signingSide } from "../permissions.ts";

/** What a screen needs to know of who looks at it; showing less is a courtesy, every verb checks for itself. */
export type Viewer = { memberId: number | null; side: Side | null; mayEdit: boolean };

export const mayAct = ({ actor }: Context, permission: Permission): boolean =>
  actor.kind === "system" || can(actor.role, permission);

export function viewerOf(ctx: Context): Viewer {
  const { actor } = ctx;
  const isMember = actor.kind === "member";
  return {
    memberId: isMember ? actor.memberId : null,
    side: isMember ? signingSide(actor) : null,
    mayEdit: mayAct(ctx, "sheets:write"),
  };
}
