import type { Tx } from "#db/client.ts";
import type { ConsentOrigin, ConsentState } from "#db/schema/privacy.ts";
import { OBJECTED } from "../leads/rebuild-lead.ts";
import { bigints } from "../sql-arrays.ts";
import { PROFILING } from "./purposes.ts";
import { withdrawScores } from "./withdraw-scores.ts";

export type ConsentInput = {
  /** The lead it was told of; the survivor that it is joined into answers for it. */
  leadId: number;
  purpose: string;
  state: ConsentState;
  at: Date;
  note?: string | null;
};
export type ConsentOriginInput = {
  origin: ConsentOrigin;
  memberId?: number | null;
  sourceId?: number | null;
};

type Row = { lead_id: string; survivor: string; purpose: string };

/**
 * Adds what was said about purposes to their history, where it differs from what held at that instant. An objection to
 * profiling takes the lead's scores away in the same transaction.
 * @returns leads whose objection came or went: the caller rescores them in the same transaction.
 */
export async function recordConsents(
  tx: Tx,
  workspaceId: number,
  inputs: ConsentInput[],
  by: ConsentOriginInput,
): Promise<number[]> {
  if (inputs.length === 0) return [];
  // Oldest first, one statement each: what one says may be what the next repeats. There are few.
  const added: Row[] = [];
  for (const input of [...inputs].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const { rows } = await tx.$client.query<Row>(
      `insert into lead_consents (workspace_id, lead_id, purpose, state, at, origin, note, member_id, source_id)
       select $1, l.id, $3, $4, $5, $6, $7, $8, $9 from leads l where l.workspace_id = $1 and l.id = $2
         and $4::text is distinct from (select c.state from lead_consents c where c.workspace_id = $1 and c.lead_id = $2
           and c.purpose = $3 and c.at <= $5 order by c.at desc, c.id desc limit 1)
       returning lead_id, purpose, (select coalesce(joined_into, id) from leads where workspace_id = $1 and id = $2) as survivor`,
      [
        workspaceId,
        input.leadId,
        input.purpose,
        input.state,
        input.at,
        by.origin,
        input.note ?? null,
        by.memberId ?? null,
        by.sourceId ?? null,
      ],
    );
    added.push(...rows);
  }
  const about = added.filter(({ purpose }) => purpose === PROFILING).map(({ survivor }) => Number(survivor));
  return settleObjections(
    tx,
    workspaceId,
    [...new Set(about)].sort((a, b) => a - b),
  );
}

/** Brings `leads.objected_at` up to date; returns the leads of which it began or ended to hold. */
async function settleObjections(tx: Tx, workspaceId: number, survivors: number[]): Promise<number[]> {
  if (survivors.length === 0) return [];
  const members = `array(select l.id union all
    select m.id from leads m where m.workspace_id = $1 and m.joined_into = l.id)`;
  const { rows } = await tx.$client.query<{ id: string; objects: boolean }>(
    `with before as (select id, objected_at from leads where workspace_id = $1 and id = any($2::bigint[]) order by id for no key update)
     update leads l set objected_at = ${OBJECTED(members)} from before b
     where l.workspace_id = $1 and l.id = b.id and b.objected_at is distinct from ${OBJECTED(members)}
     returning l.id, l.objected_at is not null as objects`,
    [workspaceId, bigints(survivors)],
  );
  for (const { id, objects } of rows) if (objects) await withdrawScores(tx, workspaceId, Number(id));
  return rows.map(({ id }) => Number(id));
}
