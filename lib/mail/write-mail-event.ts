import type { Tx } from "#db/client.ts";
import type { MailHit } from "#db/schema/mail-hits.ts";
import { messageUuid } from "../events/coding.ts";
import { writeEvents } from "../events/write.ts";
import { lockForRescore } from "../scores/locks.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import { markBursts } from "../traffic/mark-bursts.ts";

export type MailSubject = {
  id: number;
  publicId: string;
  leadId: number;
  programme: string | null;
  step: string | null;
};

export const MAIL_EVENTS = {
  sent: "email_sent",
  bounced: "email_bounced",
  open: "email_opened",
  click: "email_link_clicked",
  unsubscribe: "email_unsubscribed",
} as const;

export type MailHappening = {
  what: keyof typeof MAIL_EVENTS;
  at: Date;
  /** What makes it the same as another of this mail: it counts once. */
  mark: string;
  link?: { number: number; url: string };
  agent?: string | null;
};

/**
 * Says of the lead what happened to a mail, as an event like any other, and re-scores it. To be called with the lead's range
 * locked (`lockForRescore`). @returns whether it was new.
 */
export async function writeMailEvent(
  tx: Tx,
  workspaceId: number,
  mail: MailSubject,
  { what, at, mark, link, agent }: MailHappening,
): Promise<boolean> {
  const { id, publicId, leadId, programme, step } = mail;
  const messageId = `mail/${publicId}/${what}/${mark}`;
  const name = MAIL_EVENTS[what];
  // A number stays with the event: an id of each mail would fill the dictionary of activities.
  const properties = { mail_id: id, programme, step, ...(link ? { url: link.url } : {}) };
  const context = agent ? { userAgent: agent } : null;
  const event = { leadId, name, occurredAt: at, messageId, properties, context };
  const [counted] = await writeEvents(tx, workspaceId, [event], {});
  if (counted === null || counted === undefined) return false;
  if (what !== "sent" && what !== "bounced")
    await noteHit(tx, workspaceId, { messageId: messageUuid(messageId), mailId: id, kind: what, at, link });
  await markBursts(tx, workspaceId, [{ leadId: counted, at: at.getTime(), name }]);
  await rescoreLeads(tx, workspaceId, { ids: [counted] }, new Date(), "event");
  return true;
}

type Hit = { messageId: string; mailId: number; kind: MailHit; at: Date; link: MailHappening["link"] };

async function noteHit(tx: Tx, workspaceId: number, hit: Hit): Promise<void> {
  await tx.$client.query(
    `insert into mail_hits (workspace_id, message_id, mail_id, kind, link, at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [workspaceId, hit.messageId, hit.mailId, hit.kind, hit.link?.number ?? null, hit.at],
  );
}

/** The lead of a mail with its range locked; null where the mail is to no lead, or is gone. */
export async function lockMail(
  tx: Tx,
  workspaceId: number,
  mail: { id: number } | { publicId: string },
): Promise<(MailSubject & { links: string[] }) | null> {
  await lockForRescore(tx, workspaceId, { ids: [] }); // the lead is joined with no other meanwhile
  const found = await tx.$client.query<MailSubject & { links: string[]; leadId: number | null }>(
    `select m.id::int as id, m.public_id as "publicId", m.lead_id::int as "leadId", p.key as programme, m.step_key as step, m.links
     from mails m left join programmes p on p.workspace_id = $1 and p.id = m.programme_id
     where m.workspace_id = $1 and ${"id" in mail ? "m.id" : "m.public_id"} = $2`,
    [workspaceId, "id" in mail ? mail.id : mail.publicId],
  );
  const [row] = found.rows;
  if (!row || row.leadId === null) return null;
  await lockForRescore(tx, workspaceId, { ids: [row.leadId] });
  return row;
}
