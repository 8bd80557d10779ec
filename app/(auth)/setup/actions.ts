"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getLocale } from "next-intl/server";
import type { AuthFormState } from "#components/auth/form-state.ts";
import { setUpSchema } from "#lib/auth/schemas.ts";
import { setUp } from "#lib/auth/set-up.ts";
import { startSession } from "#lib/auth/start-session.ts";
import { parseInput } from "#lib/http/parse.ts";
import { resolveTimeZone, timeZoneCookie } from "#lib/i18n/time-zone.ts";
import { paths } from "#lib/paths.ts";
import { runAction } from "../run-action.ts";

export async function setUpAction(_: AuthFormState, form: FormData): Promise<AuthFormState> {
  const refused = await runAction(form, async ({ workspace, name, email, password }) => {
    const zone = (await cookies()).get(timeZoneCookie)?.value;
    const input = {
      workspace,
      name,
      email,
      password,
      locale: await getLocale(),
      time_zone: resolveTimeZone(zone),
    };
    await startSession(await setUp(parseInput(setUpSchema, input)));
  });
  return refused ?? redirect(paths.home());
}
