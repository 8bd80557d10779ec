import { z } from "zod";
import { parseAllowed } from "./outbound/addresses.ts";

const blankIsUnset = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsUnset, schema.optional());
const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, "must start with postgres:// or postgresql://");

const schema = z.object({
  NODE_ENV: z.enum(["development", "test", "production"]).default("production"),
  PORT: z.preprocess(blankIsUnset, z.coerce.number().int().min(1).max(65535).default(3000)),
  HOTSHEET_DATA: z.preprocess(blankIsUnset, z.string().default(".data")),
  DATABASE_URL: optional(postgresUrl),
  DATABASE_APP_URL: optional(postgresUrl),
  DATABASE_POOL: z.preprocess(blankIsUnset, z.coerce.number().int().min(2).max(200).default(10)),
  AUTH_SECRET: optional(z.string().min(32, "must have at least 32 characters")),
  AUTH_URL: optional(z.url({ protocol: /^https?$/, error: "must be an http(s) URL" })),
  AUTH_OIDC_ISSUER: optional(z.url({ error: "must be a URL" })),
  AUTH_OIDC_ID: optional(z.string()),
  AUTH_OIDC_SECRET: optional(z.string()),
  AUTH_OIDC_NAME: optional(z.string()),
  HOTSHEET_WORKER: z.preprocess(blankIsUnset, z.enum(["inline", "off"]).default("inline")),
  /** Private targets that addresses given by users may lead to all the same. */
  OUTBOUND_ALLOW: z.preprocess(blankIsUnset, z.string().default("")).superRefine((list, ctx) => {
    try {
      parseAllowed(list);
    } catch (error) {
      ctx.addIssue({ code: "custom", message: error instanceof Error ? error.message : "not a list" });
    }
  }),
  HOTSHEET_TRUSTED_PROXIES: z.preprocess(blankIsUnset, z.coerce.number().int().min(0).max(10).default(0)),
  HOTSHEET_IMPORT_MAX_BYTES: z.preprocess(
    blankIsUnset,
    z.coerce
      .number()
      .int()
      .min(1024)
      .default(1024 ** 3),
  ),
  LOG_LEVEL: z.preprocess(
    blankIsUnset,
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  ),
});

export type Env = z.infer<typeof schema>;

/**
 * Reads and checks the environment.
 * @throws Error naming every variable that is wrong, in words an operator can act on.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not usable:\n${lines.join("\n")}\nSee "Configuration" in README.md.`);
  }
  const oidc = [parsed.data.AUTH_OIDC_ISSUER, parsed.data.AUTH_OIDC_ID, parsed.data.AUTH_OIDC_SECRET];
  if (oidc.some(Boolean) && !oidc.every(Boolean)) {
    throw new Error(
      "The environment is not usable:\n  AUTH_OIDC_ISSUER, AUTH_OIDC_ID and AUTH_OIDC_SECRET go together: set all three or none.",
    );
  }
  return parsed.data;
}

let cached: Env | undefined;

/** The checked environment, read once at first use (so that a build needs none of it). */
export function env(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** Makes the next `env()` read the environment again, after a start-up step has completed it. */
export function resetEnv(): void {
  cached = undefined;
}
