import { createTransport } from "nodemailer";
import { env } from "../env.ts";
import { readSender, type Sender } from "./address.ts";

/** A mail as it is handed to the server. */
export type Letter = {
  publicId: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
};

/** What a server said: taken, not now, or never. `error` is at most 500 characters. */
export type Verdict =
  | { state: "sent" }
  | { state: "later" | "refused"; error: string /** By the recipient's side. */; bounced: boolean };

/** An attempt takes no longer than all of these together, which is less than the lease (see deliver.ts). */
const TIMEOUTS = {
  dnsTimeout: 5_000,
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 15_000,
};

/** The sender, or null where there is no SMTP server to send through. */
export function sender(): Sender | null {
  const { SMTP_URL, MAIL_FROM } = env();
  return SMTP_URL && MAIL_FROM ? readSender(MAIL_FROM) : null;
}

/** The same for every attempt at a mail, so that a second one after a kill is recognised as the first. */
export const messageId = (publicId: string, from: Sender) =>
  `<${publicId}@${from.address.slice(from.address.lastIndexOf("@") + 1)}>`;

/** Hands a mail to the SMTP server and says what came of it; never throws for what a server answers. */
export async function send(letter: Letter, from: Sender): Promise<Verdict> {
  const transport = createTransport({
    url: env().SMTP_URL,
    ...TIMEOUTS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      messageId: messageId(letter.publicId, from),
      from,
      to: { name: "", address: letter.to },
      envelope: { from: from.address, to: [letter.to] },
      subject: letter.subject,
      html: letter.html,
      text: letter.text,
      headers: letter.headers,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return { state: "sent" };
  } catch (error) {
    return verdict(error as SmtpError);
  } finally {
    transport.close();
  }
}

type SmtpError = Error & { code?: string; responseCode?: number; command?: string };

/**
 * A 5xx about this mail is for good (RFC 5321, 4.2.1). One before any mail was named (greeting, EHLO, AUTH) is about the
 * server's settings, which somebody may mend.
 */
function verdict(error: SmtpError): Verdict {
  const { code, responseCode = 0, command = "" } = error;
  const said = error.message
    .toWellFormed()
    .replace(/\p{C}+/gu, " ")
    .slice(0, 500);
  const aboutMail = code === "EENVELOPE" || code === "EMESSAGE";
  const forGood = aboutMail && (responseCode === 0 || (responseCode >= 500 && responseCode !== 503));
  return {
    state: forGood ? "refused" : "later",
    error: said,
    bounced: forGood && command !== "MAIL FROM",
  };
}
