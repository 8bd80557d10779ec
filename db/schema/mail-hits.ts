import { foreignKey, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, reference, workspaceId } from "./columns.ts";
import { mails } from "./mails.ts";

export type MailHit = "open" | "click" | "unsubscribe";

/** What came back from a mail, beside the event of the lead that says so. */
export const mailHits = pgTable(
  "mail_hits",
  {
    workspaceId: workspaceId(),
    /** That of the event: whether it counts is said there. */
    messageId: uuid("message_id").notNull(),
    mailId: reference("mail_id").notNull(),
    kind: text("kind").$type<MailHit>().notNull(),
    /** Number of the link that was clicked. */
    link: integer("link"),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.messageId] }),
    foreignKey({
      columns: [t.workspaceId, t.mailId],
      foreignColumns: [mails.workspaceId, mails.id],
    }).onDelete("cascade"),
    index("mail_hits_mail").on(t.workspaceId, t.mailId, t.kind, t.at.desc().nullsFirst()),
  ],
);
