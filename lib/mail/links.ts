import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { authSecret } from "../auth/secret.ts";
import { env } from "../env.ts";

/** What a link in a mail does when it is followed. */
export type MailLink = { kind: "open" } | { kind: "unsubscribe" } | { kind: "click"; link: number };
export type MailToken = MailLink & { workspaceId: number; publicId: string };

const TOKEN =
  /^([1-9]\d{0,9})-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})-(o|u|c\d{1,3})-([A-Za-z0-9_-]{22})$/;

function mac(text: string): string {
  const key = Buffer.from(hkdfSync("sha256", authSecret(), "", "hotsheet mail links", 32));
  return createHmac("sha256", key).update(text).digest().subarray(0, 16).toString("base64url");
}

/** The secret part of a mail's link: it names the mail and what to do, and cannot be made by anybody else. */
export function mailToken({ workspaceId, publicId, ...link }: MailToken): string {
  const what = link.kind === "click" ? `c${link.link}` : link.kind === "open" ? "o" : "u";
  const text = `${workspaceId}-${publicId}-${what}`;
  return `${text}-${mac(text)}`;
}

/** What a token says, or null where it was not made here. */
export function readMailToken(token: string): MailToken | null {
  const [, workspace = "", publicId = "", what = "", given = ""] = TOKEN.exec(token) ?? [];
  if (workspace === "") return null;
  const expected = mac(`${workspace}-${publicId}-${what}`);
  if (!timingSafeEqual(Buffer.from(expected), Buffer.from(given))) return null;
  const of = { workspaceId: Number(workspace), publicId };
  if (what === "o") return { kind: "open", ...of };
  if (what === "u") return { kind: "unsubscribe", ...of };
  return { kind: "click", link: Number(what.slice(1)), ...of };
}

/** The origin that mails link to: AUTH_URL's, else this machine's own. */
export function mailOrigin(): string {
  const { AUTH_URL, PORT } = env();
  return AUTH_URL ? new URL(AUTH_URL).origin : `http://localhost:${PORT}`;
}

export const mailUrl = (token: MailToken): string => `${mailOrigin()}/m/${mailToken(token)}`;
