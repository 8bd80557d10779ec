import { type AuthFormState, emptyState } from "#components/auth/form-state.ts";
import { AppError } from "#lib/errors.ts";
import { fromDatabase } from "#lib/http/database-errors.ts";
import { log } from "#lib/log.ts";

/** The text fields of a form; files are nobody's input here. */
export function textFields(form: FormData): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of form) if (typeof value === "string") fields[name] = value;
  return fields;
}

/** Runs a signed-out page's verb; what it refuses becomes the form's next state, and null means that it worked. */
export async function runAction(
  form: FormData,
  work: (fields: Record<string, string>) => Promise<void>,
): Promise<AuthFormState | null> {
  const fields = textFields(form);
  try {
    await work(fields);
    return null;
  } catch (error) {
    const known = error instanceof AppError ? error : fromDatabase(error);
    if (!known) log.error({ err: error }, "unexpected error on a signed-out page");
    const { password: _, ...values } = fields;
    return { ...emptyState, values, ...explain(known) };
  }
}

function explain(error: AppError | undefined): Partial<AuthFormState> {
  switch (error?.code) {
    case "invalid":
      return { fields: (error.issues ?? []).map((issue) => issue.path) };
    case "rate_limited":
      return { error: "rate_limited", minutes: Math.ceil((error.retryAfter ?? 60) / 60) };
    case "unauthenticated":
    case "conflict":
      return { error: error.code };
    default:
      return { error: "unavailable" };
  }
}
