"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { AuthFormState } from "#components/auth/form-state.ts";
import { currentMember } from "#lib/auth/session.ts";
import { startSession } from "#lib/auth/start-session.ts";
import { clientAddress } from "#lib/http/client-address.ts";
import { acceptInvitation } from "#lib/members/accept-invitation.ts";
import { paths } from "#lib/paths.ts";
import { runAction } from "../../run-action.ts";

export async function acceptAction(secret: string, _: AuthFormState, form: FormData): Promise<AuthFormState> {
  const refused = await runAction(form, async ({ name, password }) => {
    const claims = await acceptInvitation({
      secret,
      name,
      password,
      signedInUserId: (await currentMember())?.userId ?? null,
      address: clientAddress(await headers()),
    });
    await startSession(claims);
  });
  if (refused?.error === "unauthenticated") return { ...refused, error: "wrongPassword" };
  return refused ?? redirect(paths.home());
}
