"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { AuthFormState } from "#components/auth/form-state.ts";
import { callbackPath } from "#lib/auth/callback-path.ts";
import { signIn } from "#lib/auth/next-auth.ts";
import { signInSchema } from "#lib/auth/schemas.ts";
import { signInWithPassword } from "#lib/auth/sign-in.ts";
import { startSession } from "#lib/auth/start-session.ts";
import { clientAddress } from "#lib/http/client-address.ts";
import { parseInput } from "#lib/http/parse.ts";
import { runAction } from "../run-action.ts";

export async function signInAction(_: AuthFormState, form: FormData): Promise<AuthFormState> {
  const refused = await runAction(form, async ({ email, password }) => {
    const credentials = parseInput(signInSchema, { email, password });
    await startSession(await signInWithPassword(credentials, clientAddress(await headers())));
  });
  return refused ?? redirect(callbackPath(String(form.get("callbackUrl") ?? "")));
}

export async function oidcAction(form: FormData): Promise<void> {
  await signIn("oidc", { redirectTo: callbackPath(String(form.get("callbackUrl") ?? "")) });
}
