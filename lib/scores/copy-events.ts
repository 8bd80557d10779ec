import { pipeline } from "node:stream/promises";
import { to as copyTo } from "pg-copy-streams";
import type { Tx } from "#db/client.ts";

/** Events of a chunk of leads in (lead, newest first) order, as parallel columns. */
export type EventColumns = {
  length: number;
  leadId: Float64Array;
  /** Milliseconds since the epoch. */
  at: Float64Array;
  activityId: Int32Array;
  /** What each event carries itself; null where it was not asked for. */
  rest: (Record<string, unknown> | null)[] | null;
};

/** PostgreSQL counts time from 2000-01-01. */
const POSTGRES_EPOCH_MS = 946_684_800_000;
const HEADER_BYTES = 19;

/** Collects the tuples of PostgreSQL's binary COPY format (see "COPY, File Formats" in its manual). */
class Tuples implements EventColumns {
  length = 0;
  leadId = new Float64Array(4096);
  at = new Float64Array(4096);
  activityId = new Int32Array(4096);
  rest: (Record<string, unknown> | null)[] | null;
  #left: Buffer = Buffer.alloc(0);
  #headerSeen = false;

  constructor(withRest: boolean) {
    this.rest = withRest ? [] : null;
  }

  take(chunk: Buffer): void {
    const data = this.#left.length === 0 ? chunk : Buffer.concat([this.#left, chunk]);
    let at = 0;
    if (!this.#headerSeen) {
      if (data.length < HEADER_BYTES) {
        this.#left = data;
        return;
      }
      at = HEADER_BYTES + data.readInt32BE(HEADER_BYTES - 4);
      this.#headerSeen = true;
    }
    for (;;) {
      const next = this.#tuple(data, at);
      if (next < 0) break;
      at = next;
    }
    this.#left = data.subarray(at);
  }

  /** Reads the tuple at `at`; returns where the next begins, or -1 where it is not complete (or the last was read). */
  #tuple(data: Buffer, at: number): number {
    // field count, then (length, value) for each of: lead_id int8, occurred_at timestamptz, activity_id int4
    const fixed = at + 2 + 12 + 12 + 8;
    if (data.length < at + 2 || data.readInt16BE(at) === -1 || data.length < fixed) return -1;
    let end = fixed;
    let rest: Record<string, unknown> | null = null;
    if (this.rest) {
      if (data.length < fixed + 4) return -1;
      const size = data.readInt32BE(fixed);
      end = fixed + 4 + Math.max(0, size);
      if (data.length < end) return -1;
      // The first byte of a jsonb value is its version.
      if (size > 0) rest = JSON.parse(data.toString("utf8", fixed + 5, end)) as Record<string, unknown>;
    }
    if (this.length === this.leadId.length) this.#grow();
    const n = this.length++;
    this.leadId[n] = data.readInt32BE(at + 6) * 4_294_967_296 + data.readUInt32BE(at + 10);
    const micros = data.readInt32BE(at + 18) * 4_294_967_296 + data.readUInt32BE(at + 22);
    this.at[n] = micros / 1000 + POSTGRES_EPOCH_MS;
    this.activityId[n] = data.readInt32BE(at + 30);
    this.rest?.push(rest);
    return end;
  }

  #grow(): void {
    const size = this.leadId.length * 2;
    const wider = <T extends Float64Array | Int32Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.leadId = wider(new Float64Array(size), this.leadId);
    this.at = wider(new Float64Array(size), this.at);
    this.activityId = wider(new Int32Array(size), this.activityId);
  }
}

/**
 * The ordered read of what counts, as the covering index has it: newest first within each lead.
 * @param where SQL on `events` made of checked integers only: COPY takes no parameters.
 */
export const orderedEvents = (where: string, withRest: boolean): string =>
  `select lead_id, occurred_at, activity_id${withRest ? ", rest" : ""} from events
    where ${where} and counts order by lead_id, occurred_at desc`;

/**
 * Reads events through binary COPY: see `orderedEvents`. */
export async function copyEvents(tx: Tx, where: string, withRest: boolean): Promise<EventColumns> {
  const tuples = new Tuples(withRest);
  const sql = `copy (${orderedEvents(where, withRest)}) to stdout (format binary)`;
  await pipeline(tx.$client.query(copyTo(sql)), async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) tuples.take(chunk);
  });
  return tuples;
}
