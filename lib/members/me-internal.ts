import type { Actor, Context } from "../context.ts";
import { AppError } from "../errors.ts";

/** The acting member, for verbs that only a person can ask for. @throws AppError `forbidden` for the product itself. */
export function acting(ctx: Context): Extract<Actor, { kind: "member" }> {
  if (ctx.actor.kind !== "member") throw new AppError("forbidden", "Only a member can do this");
  return ctx.actor;
}
