import { z } from "zod";

/** Currencies that people trade in, as ISO 4217 has them and ICU names them. */
export const CURRENCY_CODES: readonly string[] = Intl.supportedValuesOf("currency");
const known = new Set(CURRENCY_CODES);

export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .refine((code) => known.has(code), "This is not a currency");
