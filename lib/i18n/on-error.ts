import { type IntlError, IntlErrorCode } from "next-intl";

/**
 * A missing or malformed message stops development and tests; readers in production get the key and the
 * log gets the error.
 */
export function onIntlError(error: IntlError): void {
  if (process.env.NODE_ENV !== "production" && error.code !== IntlErrorCode.ENVIRONMENT_FALLBACK) {
    throw error;
  }
  console.error(error);
}
