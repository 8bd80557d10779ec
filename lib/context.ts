import { AppError } from "./errors.ts";
import { can, type Permission, type Role, type Side } from "./permissions.ts";

/** Who acts: a member (through a session or a token) or the product itself (a job, a command). */
export type Actor =
  | {
      kind: "member";
      memberId: number;
      userId: number;
      role: Role;
      side: Side | null;
      via: "session" | "token";
    }
  | { kind: "system"; name: string };

/** What every verb is given: the workspace it may touch, who asks, and an id to find the request in the logs. */
export type Context = { workspaceId: number; actor: Actor; requestId: string };

/** Throws `forbidden` unless the actor's role holds the permission. The first line of every verb. */
export function authorize(ctx: Context, permission: Permission): void {
  if (ctx.actor.kind === "system") return;
  if (!can(ctx.actor.role, permission))
    throw new AppError("forbidden", `Your role may not do this (${permission})`);
}

/** The acting member's id, or null for the product itself. */
export function actingMemberId(ctx: Context): number | null {
  return ctx.actor.kind === "member" ? ctx.actor.memberId : null;
}

/** A context in which the product itself acts on a workspace. */
export function systemContext(workspaceId: number, name: string): Context {
  return { workspaceId, actor: { kind: "system", name }, requestId: crypto.randomUUID() };
}
