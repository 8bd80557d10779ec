const BASE = "http://callback.invalid";

/**
 * Where to go after signing in: `value` if it is a path of this site, else "/".
 * Refuses what browsers read as another host ("//evil", "/\evil", "/\t/evil") and the sign-in pages themselves.
 */
export function callbackPath(value: string | null | undefined): string {
  if (!value || value.length > 2000 || !value.startsWith("/")) return "/";
  // Browsers drop tabs and line ends from URLs and read "\" as "/": refuse rather than repair.
  if (/[\\\p{Cc}]/u.test(value) || value.startsWith("//")) return "/";
  const url = URL.parse(value, BASE);
  if (!url || url.origin !== BASE || url.pathname.startsWith("//")) return "/";
  if (/^\/(sign-in|setup|invite|api)(\/|$)/.test(url.pathname)) return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}
