import { and, desc, eq, like, lt, or, sql } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { auditLog, members, users } from "#db/schema/index.ts";
import { authorize, type Context } from "../context.ts";
import type { AuditPage, AuditQuery } from "./schemas.ts";

/** A page of the audit log, newest first, by keyset: what is written meanwhile moves nothing. */
export async function listAudit(ctx: Context, query: AuditQuery): Promise<AuditPage> {
  authorize(ctx, "audit:read");
  const [ms, id] = (query.cursor ?? "").split("_").map(Number);
  const after =
    query.cursor === undefined || ms === undefined || id === undefined
      ? undefined
      : or(lt(auditLog.at, new Date(ms)), and(eq(auditLog.at, new Date(ms)), lt(auditLog.id, id)));
  const rows = await inWorkspace(
    ctx.workspaceId,
    (tx) =>
      tx
        .select({ entry: auditLog, name: users.name })
        .from(auditLog)
        .leftJoin(
          members,
          and(eq(members.workspaceId, auditLog.workspaceId), eq(members.id, auditLog.memberId)),
        )
        .leftJoin(users, eq(users.id, members.userId))
        .where(
          and(
            eq(auditLog.workspaceId, ctx.workspaceId),
            query.member === undefined ? undefined : eq(auditLog.memberId, query.member),
            // The pattern's own "_" is matched literally: features may have one in their name.
            query.feature === undefined
              ? undefined
              : like(auditLog.action, sql`${query.feature.replaceAll("_", "\\_")} || '.%'`),
            after,
          ),
        )
        .orderBy(desc(auditLog.at), desc(auditLog.id))
        .limit(query.limit + 1),
    { readOnly: true },
  );
  const page = rows.slice(0, query.limit);
  const last = page.at(-1)?.entry;
  return {
    entries: page.map(({ entry, name }) => ({
      id: entry.id,
      at: entry.at.toISOString(),
      member: entry.memberId === null ? null : { id: entry.memberId, name: name ?? "" },
      action: entry.action,
      subject: entry.subject,
      detail: entry.detail,
      request_id: entry.requestId,
    })),
    next_cursor: rows.length > page.length && last ? `${last.at.getTime()}_${last.id}` : null,
  };
}
