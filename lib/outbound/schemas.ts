import { z } from "zod";

const MAX_LENGTH = 2_000;

/** Ports from 1024 on that browsers do not speak HTTP to either: another protocol would read what we send. */
const OTHER_PROTOCOLS = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
  10080,
]);

/** Why a URL cannot be called, as far as its text tells: `scheme`, `userinfo`, `port`, `host`; null where it may be. */
export function urlProblem(text: string): "scheme" | "userinfo" | "port" | "host" | null {
  if (!URL.canParse(text)) return "host";
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "scheme";
  if (url.username !== "" || url.password !== "") return "userinfo";
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  if (port !== 80 && port !== 443 && (port < 1024 || OTHER_PROTOCOLS.has(port))) return "port";
  return url.hostname === "" ? "host" : null;
}

const MESSAGES = {
  scheme: "An address starts with https:// or http://",
  userinfo: "An address holds no user name or password",
  port: "Use port 443, 80, or one from 1024 on that is meant for HTTP",
  host: "Not an address such as https://example.com/hook",
} as const;

/** A URL that a user gives and the product calls; where its host leads is checked by `assertReachable` and when dialling. */
export const publicUrl = z
  .string()
  .trim()
  .max(MAX_LENGTH)
  .superRefine((text, ctx) => {
    const problem = urlProblem(text);
    if (problem) ctx.addIssue({ code: "custom", message: MESSAGES[problem], params: { code: problem } });
  })
  .meta({ description: "http(s), on a public address; without user name and password" });
