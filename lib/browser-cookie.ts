const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keeps a reader's preference for a year where the server can read it. Browser only, never for secrets. */
export function writePreferenceCookie(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is absent over plain http
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
}
