import { createHmac, hkdfSync, randomUUID, timingSafeEqual } from "node:crypto";
import { authSecret } from "../auth/secret.ts";

/** A page that was opened longer ago than this is answered by a new one. */
export const PAGE_HOURS = 24;

const MARK =
  /^([0-9a-z]{1,9})\.([1-9]\d{0,8})\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([A-Za-z0-9_-]{22})$/;
const PERSON = /^([1-9]\d{0,15})\.([A-Za-z0-9_-]{22})$/;

function mac(what: string, text: string): string {
  const key = Buffer.from(hkdfSync("sha256", authSecret(), "", `hotsheet form ${what}`, 32));
  return createHmac("sha256", key).update(text).digest().subarray(0, 16).toString("base64url");
}

function matches(expected: string, given: string): boolean {
  return timingSafeEqual(Buffer.from(expected), Buffer.from(given));
}

/** One opened page of a form: which version it shows, since when, and an id that is taken once. */
export type OpenedPage = { version: number; openedAt: number; id: string };

/** The mark of an opened page. Nobody else can make one. */
export function pageMark(
  formToken: string,
  { version, openedAt = Date.now(), id = randomUUID() }: Partial<OpenedPage> & { version: number },
): string {
  const text = `${openedAt.toString(36)}.${version}.${id}`;
  return `${text}.${mac("page", `${formToken}.${text}`)}`;
}

/** What a page's mark says, or null where it was not made here for this form. */
export function readPageMark(formToken: string, mark: string): OpenedPage | null {
  const [, openedAt = "", version = "", id = "", given = ""] = MARK.exec(mark) ?? [];
  if (id === "" || !matches(mac("page", `${formToken}.${openedAt}.${version}.${id}`), given)) return null;
  return { openedAt: Number.parseInt(openedAt, 36), version: Number(version), id };
}

/** The part of a personal link that says whose answer it will be. */
export const personMark = (formToken: string, leadId: number): string =>
  `${leadId}.${mac("person", `${formToken}.${leadId}`)}`;

/** The lead that a personal link names, or null where the mark was not made here for this form. */
export function readPersonMark(formToken: string, mark: string): number | null {
  const [, leadId = "", given = ""] = PERSON.exec(mark) ?? [];
  if (leadId === "" || !matches(mac("person", `${formToken}.${leadId}`), given)) return null;
  return Number(leadId);
}
