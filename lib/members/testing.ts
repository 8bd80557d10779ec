import type { Context } from "../context.ts";
import { createInvitation } from "./create-invitation.ts";
import type { CreateInvitationInput } from "./schemas.ts";

/** Where links point in tests. */
export const local = { headers: new Headers({ host: "localhost:3000" }) };

/** Invites somebody, and takes the secret out of the link as the invited person's browser would. */
export async function invite(
  ctx: Context,
  input: CreateInvitationInput,
): Promise<{ id: number; secret: string }> {
  const { id, link } = await createInvitation(ctx, input, local);
  return { id, secret: new URL(link).pathname.replace("/invite/", "") };
}
