import type { Tx } from "#db/client.ts";
import { writeEvents } from "../events/write.ts";
import { findIdentities, identitiesOf, identityKey } from "../leads/identities.ts";
import { recordStages, type StageInput } from "../leads/record-stages.ts";
import { writeLeads } from "../leads/write.ts";
import { lockForRescore } from "../scores/locks.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import type { Plan } from "./plan.ts";
import { eventMessageId, type ReadRow, type Refusal, readRow, refuse } from "./read-row.ts";
import { refusalText } from "./refusal-text.ts";
import type { FileRow } from "./rows.ts";

export type Outcome = "created" | "updated" | "unchanged";
/** What became of a batch; `accepted` and `refusals` together are its rows. */
export type Written = {
  accepted: { row: ReadRow; outcome: Outcome }[];
  refusals: Refusal[];
  /** Leads whose scores may have changed. */
  touched: number[];
};
type By = { importId: number; memberId: number | null };
type Result = { outcome: Outcome; leadId: number | null } | { refusal: Refusal };

/** Of an erased person nothing is kept, not even the row. */
function refuseErased(file: FileRow | undefined): Result {
  const text = refusalText("erased", null);
  const { line = 0 } = file ?? {};
  return { refusal: { line, column: null, code: "erased", reason: text, row: [] } };
}

const named = ({ identity }: ReadRow) => ({
  email: identity.email,
  externalId: identity.userId,
  anonymousId: identity.anonymousId,
});

async function leadRows(
  tx: Tx,
  ws: number,
  plan: Plan,
  rows: ReadRow[],
  files: FileRow[],
  by: By,
): Promise<Result[]> {
  const written = await writeLeads(
    tx,
    ws,
    rows.map((row) => ({ ...named(row), attributes: row.fields, knownAt: row.at ?? plan.knownAt })),
  );
  const stages = await stageColumn(
    tx,
    ws,
    plan,
    rows,
    written.map((lead) => lead.homeId),
    by,
  );
  return written.map(({ leadId, outcome }, n): Result => {
    if (outcome === "suppressed") return refuseErased(files[n]);
    return { leadId, outcome: outcome === "unchanged" && stages.has(n) ? "updated" : outcome };
  });
}

/** A stage in a file of leads counts where the lead is not in it yet; returns which rows changed one. */
async function stageColumn(
  tx: Tx,
  ws: number,
  plan: Plan,
  rows: ReadRow[],
  leadIds: number[],
  by: By,
): Promise<Set<number>> {
  const changed = new Set<number>();
  if (!rows.some((row) => row.stage !== null)) return changed;
  const found = await tx.$client.query<{ id: string; stage: string }>(
    `select h.id, l.stage from leads h join leads l on l.workspace_id = $1 and l.id = coalesce(h.joined_into, h.id)
     where h.workspace_id = $1 and h.id = any($2::bigint[])`,
    [ws, leadIds],
  );
  const current = new Map(found.rows.map((lead) => [Number(lead.id), lead.stage]));
  const inputs: StageInput[] = [];
  rows.forEach((row, n) => {
    const leadId = leadIds[n];
    if (!leadId || row.stage === null || row.stage === "ignore") return;
    if (current.get(leadId) === row.stage) return;
    current.set(leadId, row.stage);
    changed.add(n);
    inputs.push({ leadId, stage: row.stage, at: row.at ?? plan.knownAt });
  });
  const recorded = await recordStages(tx, ws, inputs, { origin: "import", memberId: by.memberId });
  const places = [...changed];
  recorded.forEach((outcome, n) => {
    if (outcome === "unchanged") changed.delete(places[n] ?? -1);
  });
  return changed;
}

async function eventRows(tx: Tx, ws: number, rows: ReadRow[], files: FileRow[], by: By): Promise<Result[]> {
  const now = new Date();
  const leads = await writeLeads(
    tx,
    ws,
    rows.map((row) => ({ ...named(row), attributes: {}, knownAt: now })),
  );
  const fresh = await writeEvents(
    tx,
    ws,
    rows.map((row, n) => ({
      leadId: leads[n]?.homeId ?? 0,
      name: row.event ?? "",
      occurredAt: row.at ?? now,
      messageId: row.messageId ?? eventMessageId(row),
      properties: row.fields,
    })),
    { importId: by.importId },
  );
  return rows.map((_, n): Result => {
    if (leads[n]?.outcome === "suppressed") return refuseErased(files[n]);
    const leadId = fresh[n] ?? null;
    return { leadId, outcome: leadId === null ? "unchanged" : "created" };
  });
}

async function stageRows(tx: Tx, ws: number, rows: ReadRow[], files: FileRow[], by: By): Promise<Result[]> {
  await lockForRescore(tx, ws, { ids: [] }); // no lead is joined between being found and being written
  const known = await findIdentities(
    tx,
    ws,
    rows.flatMap((row) => identitiesOf(named(row))),
  );
  const results: Result[] = [];
  const inputs: StageInput[] = [];
  const places: number[] = [];
  rows.forEach((row, n) => {
    const leadId = identitiesOf(named(row))
      .map((identity) => known.get(identityKey(identity))?.homeId)
      .find((id) => id !== undefined);
    const file = files[n];
    if (leadId === undefined && file) {
      const text = refusalText("unknown_lead", null);
      results[n] = { refusal: refuse(file, [{ code: "unknown_lead", column: null, text }]) };
      return;
    }
    results[n] = { leadId: null, outcome: "unchanged" };
    if (leadId === undefined || row.at === null || row.stage === null || row.stage === "ignore") return;
    inputs.push({ leadId, stage: row.stage, at: row.at, reason: row.reason, value: row.value });
    places.push(n);
  });
  const recorded = await recordStages(tx, ws, inputs, { origin: "import", memberId: by.memberId });
  recorded.forEach((outcome, i) => {
    results[places[i] ?? -1] = { leadId: inputs[i]?.leadId ?? null, outcome };
  });
  return results;
}

/** Reads and writes a batch of rows in the caller's transaction. Scores are `rescoreTouched`'s, after it. */
export async function writeRows(tx: Tx, ws: number, plan: Plan, files: FileRow[], by: By): Promise<Written> {
  const written: Written = { accepted: [], refusals: [], touched: [] };
  const rows: ReadRow[] = [];
  const sources: FileRow[] = [];
  for (const file of files) {
    const read = readRow(plan, file);
    if (read.ok) {
      rows.push(read.row);
      sources.push(file);
    } else written.refusals.push(read.refusal);
  }
  const results =
    plan.kind === "leads"
      ? await leadRows(tx, ws, plan, rows, sources, by)
      : plan.kind === "events"
        ? await eventRows(tx, ws, rows, sources, by)
        : await stageRows(tx, ws, rows, sources, by);
  const touched = new Set<number>();
  rows.forEach((row, n) => {
    const result = results[n];
    if (!result) throw new Error("a row has no outcome");
    if ("refusal" in result) written.refusals.push(result.refusal);
    else {
      written.accepted.push({ row, outcome: result.outcome });
      if (result.outcome !== "unchanged" && result.leadId !== null) touched.add(result.leadId);
    }
  });
  written.touched = [...touched];
  return written;
}

/** The one place where an import brings scores up to date: what is committed is also scored. */
export async function rescoreTouched(tx: Tx, ws: number, written: Written): Promise<void> {
  if (written.touched.length > 0) await rescoreLeads(tx, ws, { ids: written.touched }, new Date(), "import");
}
