import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { resetEnv } from "../env.ts";

/** A mail as a real server received it: who it was for by the envelope, its headers (unfolded, by lower-case name), its parts. */
export type ReceivedMail = {
  from: string;
  to: string[];
  raw: string;
  headers: Map<string, string[]>;
  html: string;
  text: string;
};

type Answer = { code: number; text: string } | null;
export type TestSmtp = {
  url: string;
  received: ReceivedMail[];
  /** What RCPT TO is answered with, by address; null takes it. */
  answer: (to: string) => Answer;
  /** Called when a mail was read and before it is acknowledged. */
  afterData: () => Promise<void>;
  /** Makes `env()` name this server. */
  use(): void;
  stop(): Promise<void>;
};

/** A real SMTP server on this machine. */
export async function startSmtp(onPort = 0): Promise<TestSmtp> {
  const refusal = ({ code, text }: { code: number; text: string }) =>
    Object.assign(new Error(text), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const answer = smtp.answer(address);
      done(answer ? refusal(answer) : undefined);
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const raw = Buffer.concat(chunks).toString("utf8");
        const from = mailFrom === false ? "" : (mailFrom?.address ?? "");
        smtp.received.push({ from, to: rcptTo.map(({ address }) => address), raw, ...readMail(raw) });
        smtp.afterData().then(() => done(), done);
      });
    },
  });
  server.on("error", () => undefined); // a client that goes away mid-sentence is part of some tests
  await new Promise<void>((ready) => server.listen(onPort, "127.0.0.1", ready));
  const { port } = server.server.address() as AddressInfo;
  const smtp: TestSmtp = {
    url: `smtp://127.0.0.1:${port}`,
    received: [],
    answer: () => null,
    afterData: async () => undefined,
    use() {
      process.env.SMTP_URL = smtp.url;
      process.env.MAIL_FROM = "Hotsheet <hotsheet@mail.test>";
      resetEnv();
    },
    stop: () => new Promise<void>((done) => server.close(() => done())),
  };
  return smtp;
}

/** Makes `env()` name no SMTP server. */
export function withoutSmtp(): void {
  delete process.env.SMTP_URL;
  delete process.env.MAIL_FROM;
  resetEnv();
}

type Part = { headers: Map<string, string[]>; body: string };

function split(raw: string): Part {
  const end = raw.indexOf("\r\n\r\n");
  const headers = new Map<string, string[]>();
  for (const line of raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, " ")
    .split("\r\n")) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return { headers, body: raw.slice(end + 4) };
}

function decoded({ headers, body }: Part): string {
  const encoding = headers.get("content-transfer-encoding")?.[0] ?? "7bit";
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding !== "quoted-printable") return body;
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

function readMail(raw: string): Pick<ReceivedMail, "headers" | "html" | "text"> {
  const whole = split(raw);
  const boundary = /boundary="([^"]+)"/.exec(whole.headers.get("content-type")?.[0] ?? "")?.[1];
  const parts = boundary
    ? whole.body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((part) => split(part.replace(/^\r\n/, "")))
    : [whole];
  const of = (type: string) => {
    const part = parts.find(({ headers }) => headers.get("content-type")?.[0]?.startsWith(type));
    return part ? decoded(part).replaceAll("\r\n", "\n") : "";
  };
  return { headers: whole.headers, html: of("text/html"), text: of("text/plain") };
}
