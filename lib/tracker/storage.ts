const COOKIE = "hotsheet_id";
/** Not prolonged by later visits. Browsers may end it sooner. */
const LIFETIME_SECONDS = 365 * 86_400;

/** What the tracker keeps in the browser beside the cookie; null where there is nothing or the browser forbids it. */
export function read(key: string): string | null {
  try {
    return localStorage.getItem(`hotsheet.${key}`);
  } catch {
    return null;
  }
}

export function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`hotsheet.${key}`);
    else localStorage.setItem(`hotsheet.${key}`, value);
  } catch {
    // Storage that is forbidden or full: what was meant to be kept lives as long as the page.
  }
}

/** A version 4 UUID; `crypto.randomUUID` is missing on pages without https. */
export const uuid = (): string =>
  "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
    (
      Number(digit) ^
      ((crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) & (15 >> (Number(digit) / 4)))
    ).toString(16),
  );

function setCookie(value: string, seconds: number, domain = ""): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${COOKIE}=${value}; path=/; max-age=${seconds}; samesite=lax${
    location.protocol === "https:" ? "; secure" : ""
  }${domain && `; domain=${domain}`}`;
}

let visitor: string | undefined;

/** The anonymous id of this browser, from the cookie or new. */
export function visitorId(domain?: string): string {
  visitor ??= /(?:^|; )hotsheet_id=([\w-]{36})/.exec(document.cookie)?.[1];
  if (!visitor) {
    visitor = uuid();
    setCookie(visitor, LIFETIME_SECONDS, domain);
  }
  return visitor;
}

/** Forgets who this is. */
export function forget(domain?: string): void {
  visitor = undefined;
  setCookie("", 0, domain);
  write("user", null);
}
