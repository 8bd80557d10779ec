import { index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { identity, instant, reference, workspaceId } from "./columns.ts";
import { workspaces } from "./workspaces.ts";

/** Who did what, to what, when. Written in the transaction of the deed. */
export const auditLog = pgTable(
  "audit_log",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    id: identity(),
    at: instant("at").notNull().defaultNow(),
    /** Null: the product itself. */
    memberId: reference("member_id"),
    /** `feature.verb`, such as `sheets.approve`. */
    action: text("action").notNull(),
    subject: text("subject").notNull(),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull().default({}),
    requestId: text("request_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("audit_log_newest").on(t.workspaceId, t.at.desc().nullsFirst(), t.id.desc().nullsFirst()),
  ],
);
