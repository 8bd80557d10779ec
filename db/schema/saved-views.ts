import { boolean, foreignKey, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, identity, reference, workspaceId } from "./columns.ts";
import { members } from "./members.ts";

export const VIEW_PAGES = ["queue", "leads"] as const;
export type ViewPage = (typeof VIEW_PAGES)[number];

/** A list as somebody wants to see it again: the part of its address after "?". */
export const savedViews = pgTable(
  "saved_views",
  {
    workspaceId: workspaceId(),
    id: identity(),
    memberId: reference("member_id").notNull(),
    page: text("page").$type<ViewPage>().notNull(),
    name: text("name").notNull(),
    query: text("query").notNull(),
    /** Everybody in the workspace sees it. */
    shared: boolean("shared").notNull().default(false),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    index("saved_views_page").on(t.workspaceId, t.page, t.id),
  ],
);

/** The view with which a page opens for a member. */
export const defaultViews = pgTable(
  "default_views",
  {
    workspaceId: workspaceId(),
    memberId: reference("member_id").notNull(),
    page: text("page").$type<ViewPage>().notNull(),
    viewId: reference("view_id").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.memberId, t.page] }),
    foreignKey({ columns: [t.workspaceId, t.memberId], foreignColumns: [members.workspaceId, members.id] }),
    foreignKey({
      columns: [t.workspaceId, t.viewId],
      foreignColumns: [savedViews.workspaceId, savedViews.id],
    }).onDelete("cascade"),
    index("default_views_view").on(t.workspaceId, t.viewId),
  ],
);
