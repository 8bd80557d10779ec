import type { Tx } from "#db/client.ts";
import { isTimeZone } from "../i18n/time-zone.ts";
import { type Channel, type Channels, GROUP_OF, type NotificationGroup, USUAL } from "./groups.ts";
import { afterQuietHours } from "./quiet-hours.ts";
import type { NotificationKind } from "./schemas.ts";

type Row = {
  id: number;
  zone: string;
  channels: Partial<Record<NotificationGroup, Channels>> | null;
  quiet_from: string | null;
  quiet_to: string | null;
};

export type Recipient = { memberId: number; inApp: boolean; mailAt: Date | null };

/**
 * SQL: the time zone that a member's hours are meant in. Given users u and workspaces w.
 */
export const MEMBER_ZONE = "coalesce(u.time_zone, w.time_zone)";

/**
 * Who of these members is told of a kind, and how: what the notice asks for, as far as the member wants it. Members who
 * were removed are not told, nor is who has switched off every channel.
 */
export async function recipientsOf(
  tx: Tx,
  workspaceId: number,
  memberIds: Iterable<number>,
  kind: NotificationKind,
  asked: readonly Channel[] | undefined,
  now: Date,
): Promise<Recipient[]> {
  const ids = [...new Set(memberIds)];
  if (ids.length === 0) return [];
  const { rows } = await tx.$client.query<Row>(
    `select m.id::int as id, ${MEMBER_ZONE} as zone, p.channels, p.quiet_from, p.quiet_to
     from members m join users u on u.id = m.user_id join workspaces w on w.id = m.workspace_id
     left join notification_preferences p on p.workspace_id = m.workspace_id and p.member_id = m.id
     where m.workspace_id = $1 and m.id = any($2::bigint[]) and m.removed_at is null`,
    [workspaceId, ids],
  );
  const group = GROUP_OF[kind];
  return rows.flatMap((row) => {
    const wanted = row.channels?.[group] ?? USUAL[group];
    const inApp = wanted.app && (asked?.includes("app") ?? true);
    const mailed = wanted.email && (asked?.includes("email") ?? true);
    if (!inApp && !mailed) return [];
    const quiet = row.quiet_from && row.quiet_to ? { from: row.quiet_from, to: row.quiet_to } : null;
    const zone = isTimeZone(row.zone) ? row.zone : "UTC";
    return [{ memberId: row.id, inApp, mailAt: mailed ? afterQuietHours(now, quiet, zone) : null }];
  });
}
