import { z } from "zod";
import { isLocale } from "../i18n/locale.ts";
import { isTimeZone } from "../i18n/time-zone.ts";

export const MIN_PASSWORD = 12;
export const MAX_PASSWORD = 256;

/** Long enough for the rule above and yet in every attacker's list. */
const COMMON = new Set([
  "123456789012",
  "1234567890123",
  "12345678901234",
  "0123456789012",
  "administrator",
  "adminadminadmin",
  "changemeplease",
  "contraseña123",
  "iloveyou1234",
  "letmeinletmein",
  "password1234",
  "password12345",
  "password123456",
  "passwordpassword",
  "qwerty123456",
  "qwertyuiop12",
  "qwertyuiop123",
  "welcome12345",
]);

function guessable(password: string): boolean {
  const text = password.toLowerCase();
  return COMMON.has(text) || new Set(text).size < 4;
}

/** E-mails are compared without case, and kept without it. */
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("This is not an e-mail address").max(254));

export const personNameSchema = z.string().trim().min(1, "Give a name").max(120);

/** A password to be set. No rules of composition (NIST SP 800-63B): length, and not on the list. */
export const newPasswordSchema = z
  .string()
  .min(MIN_PASSWORD, `A password has at least ${MIN_PASSWORD} characters`)
  .max(MAX_PASSWORD, `A password has at most ${MAX_PASSWORD} characters`)
  .refine((password) => !guessable(password), "This password is on every attacker's list");

/** A password to be checked: any that could have been set. */
export const givenPasswordSchema = z.string().min(1, "Give the password").max(MAX_PASSWORD);

export const localeSchema = z.string().refine(isLocale, "This language is not available");
export const timeZoneSchema = z.string().max(64).refine(isTimeZone, "This is not a time zone");

export const signInSchema = z.object({ email: emailSchema, password: givenPasswordSchema });

export const setUpSchema = z.object({
  workspace: z.string().trim().min(1, "Give a name").max(120),
  name: personNameSchema,
  email: emailSchema,
  password: newPasswordSchema,
  locale: localeSchema.optional(),
  time_zone: timeZoneSchema.optional(),
});
export type SetUpInput = z.infer<typeof setUpSchema>;
