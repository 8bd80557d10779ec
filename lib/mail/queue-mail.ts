import { randomUUID } from "node:crypto";
import type { Tx } from "#db/client.ts";
import { mails } from "#db/schema/index.ts";
import { env } from "../env.ts";
import { sendJob } from "../jobs/boss.ts";
import { isAddress, oneLine } from "./address.ts";

export type MailInput = {
  to: string;
  locale: "en" | "es";
  subject: string;
  html: string;
  text: string;
  kind: string;
  /** What has the same mark in the workspace is queued once, for good. */
  dedupe?: string;
  /** Headers beyond the usual ones, such as List-Unsubscribe. */
  headers?: Record<string, string>;
  leadId?: number;
  memberId?: number;
  /** Given where the mail's links were made before it was queued. */
  publicId?: string;
  links?: string[];
  step?: { enrolmentId: number; programmeId: number; key: string };
};

const MOST_SUBJECT = 300;
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,60}$/;
/** What the delivery itself says; nobody else does. */
const OWN = /^(from|sender|to|cc|bcc|reply-to|return-path|subject|date|message-id|mime-version|content-.*)$/i;
/** Transactions that have sent the job already: it finds all that they queue. */
const woken = new WeakSet<Tx>();

/**
 * Puts a mail into the outbox in the caller's transaction, and wakes the delivery where the transaction commits. Without an
 * SMTP server it is `held`; to what is no address it is `failed`, so that one hostile name stops nothing else.
 * @returns the mail's id, or null where one was queued under `dedupe` before.
 * @throws Error for a header that is no header: names are ours, never what somebody sent.
 */
export async function queueMail(tx: Tx, workspaceId: number, mail: MailInput): Promise<number | null> {
  const to = mail.to.trim();
  const good = isAddress(to);
  const state = !good ? "failed" : env().SMTP_URL ? "queued" : "held";
  const { locale, html, text, kind, dedupe, leadId, memberId, links, step } = mail;
  const made = await tx
    .insert(mails)
    .values({
      workspaceId,
      publicId: mail.publicId ?? randomUUID(),
      kind,
      toAddress: oneLine(to).slice(0, 320),
      locale,
      subject: oneLine(mail.subject).slice(0, MOST_SUBJECT).toWellFormed(),
      html: storable(html),
      text: storable(text),
      headers: safeHeaders(mail.headers ?? {}),
      ...(links ? { links } : {}),
      ...(dedupe ? { dedupe } : {}),
      ...(leadId ? { leadId } : {}),
      ...(memberId ? { memberId } : {}),
      ...(step ? { enrolmentId: step.enrolmentId, programmeId: step.programmeId, stepKey: step.key } : {}),
      state,
      lastError: good ? null : "bad_address",
    })
    .onConflictDoNothing()
    .returning({ id: mails.id });
  const [row] = made;
  if (row && state === "queued") await wake(tx, workspaceId);
  return row?.id ?? null;
}

/** Wakes the delivery once this transaction commits; once a transaction is enough. */
export async function wake(tx: Tx, workspaceId: number): Promise<void> {
  if (woken.has(tx)) return;
  woken.add(tx);
  await sendJob(tx, "mail.deliver", { workspaceId });
}

/** PostgreSQL keeps no NUL, and a lone surrogate is no text. */
const storable = (value: string) => value.toWellFormed().replaceAll("\u0000", "");

function safeHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      if (!NAME.test(name) || OWN.test(name))
        throw new Error(`not a header of a mail: ${JSON.stringify(name)}`);
      return [name, oneLine(value)];
    }),
  );
}
