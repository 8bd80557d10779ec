/** Pure: the reader's IANA time zone, as reported by the browser in a cookie. */

export const timeZoneCookie = "hotsheet-time-zone";
export const defaultTimeZone = "UTC";

export function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return value !== "";
  } catch {
    return false;
  }
}

export function resolveTimeZone(cookie: string | undefined): string {
  return cookie !== undefined && isTimeZone(cookie) ? cookie : defaultTimeZone;
}
