/** Pure: which languages exist and which of them a reader gets. */

export const locales = ["en", "es"] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = "en";
export const localeCookie = "hotsheet-locale";

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/**
 * Picks a locale from an Accept-Language header (RFC 9110, section 12.5.4): highest q first, ties in
 * header order, matched on the primary subtag ("es-MX" is "es"); q=0 and `*` choose nothing.
 */
export function pickLocale(acceptLanguage: string | null | undefined): Locale {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((p) => p.trim()).find((p) => p.startsWith("q="));
      return { primary: tag.split("-")[0], q: quality ? Number(quality.slice(2)) : 1 };
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { primary } of wanted) if (isLocale(primary)) return primary;
  return defaultLocale;
}

/** The reader's own choice wins over what the browser asks for. */
export function resolveLocale(cookie: string | undefined, acceptLanguage: string | null | undefined): Locale {
  return isLocale(cookie) ? cookie : pickLocale(acceptLanguage);
}
