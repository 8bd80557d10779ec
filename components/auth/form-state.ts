/** What a form on a signed-out page learns from its server action. */
export type AuthFormState = {
  /** Key under `Auth.errors`, for the form as a whole. */
  error: "unauthenticated" | "wrongPassword" | "rate_limited" | "conflict" | "unavailable" | null;
  /** Minutes to wait, with `rate_limited`. */
  minutes: number;
  /** Names of the fields to mark. */
  fields: string[];
  /** What was typed, passwords left out. */
  values: Record<string, string>;
};

export const emptyState: AuthFormState = { error: null, minutes: 0, fields: [], values: {} };

export type AuthAction = (state: AuthFormState, form: FormData) => Promise<AuthFormState>;
