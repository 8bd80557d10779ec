import { listLeads } from "#lib/leads/list-leads.ts";
import { listQueue } from "#lib/queue/list-queue.ts";
import { previewSheet } from "#lib/sheets/preview-sheet.ts";
import { alternate, median, seconds } from "../alternate.ts";
import { benchSheet } from "../data/sheet.ts";
import { type BenchWorkspace, SHEET_KEY } from "../data/workspaces.ts";
import type { Figure } from "../report.ts";

type Call = (workspace: BenchWorkspace) => Promise<unknown>;
type Pair = { large: BenchWorkspace; small: BenchWorkspace };
const PAGE = { sort: "-score" as const, limit: 50 };

/** Milliseconds of one call, the median of `times`. */
async function typical(times: number, call: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let n = 0; n < times; n++) taken.push(1000 * (await seconds(call)));
  return median(taken);
}

/** A call in the large workspace against the same in the small one. The first call of each warms up and is not counted. */
async function compare({ large, small }: Pair, rounds: number, times: number, call: Call) {
  await call(large);
  await call(small);
  return alternate(
    rounds,
    () => typical(times, () => call(small)),
    () => typical(times, () => call(large)),
  );
}

/** The cursor after `depth` leads. */
async function cursorAt({ ctx }: BenchWorkspace, depth: number): Promise<string | undefined> {
  let cursor: string | undefined;
  for (let seen = 0; seen < depth; seen += 200) {
    cursor = (await listLeads(ctx, { ...PAGE, limit: 200, cursor })).next_cursor ?? undefined;
  }
  return cursor;
}

/** First page and a page from the middle of the list of leads, by score, and a search for two words. */
export async function benchList(pair: Pair, rounds: number): Promise<Figure[]> {
  const cursors = new Map<BenchWorkspace, string | undefined>();
  for (const workspace of [pair.large, pair.small]) {
    cursors.set(workspace, await cursorAt(workspace, Math.min(50_000, Math.floor(workspace.leads / 2))));
  }
  const head = { unit: "ms", target: { of: "ratio", least: null, most: 2 } } as const;
  const few = `${pair.small.leads} leads`;
  return [
    {
      name: "list",
      ...(await compare(pair, rounds, 20, ({ ctx }) => listLeads(ctx, PAGE))),
      ...head,
      note: `first page of 50 by score, against ${few}`,
    },
    {
      name: "list_deep",
      ...(await compare(pair, rounds, 20, (w) => listLeads(w.ctx, { ...PAGE, cursor: cursors.get(w) }))),
      ...head,
      note: `a page from the middle (50,000th lead at most), against ${few}`,
    },
    {
      name: "list_search",
      ...(await compare(pair, rounds, 20, ({ ctx }) => listLeads(ctx, { ...PAGE, q: "user-77 marta" }))),
      unit: "ms",
      target: null,
      note: `two words, against ${few}`,
    },
  ];
}

/** The first page of the queue of hot leads. */
export async function benchQueue(pair: Pair, rounds: number): Promise<Figure> {
  return {
    name: "queue",
    ...(await compare(pair, rounds, 20, ({ ctx }) =>
      listQueue(ctx, { state: "open", sort: "-at", limit: 50 }),
    )),
    unit: "ms",
    target: { of: "ratio", least: null, most: 2 },
    note: `first page of 50, against ${pair.small.leads} leads`,
  };
}

/** The live preview of the sheet with one rule changed, each time to something that was not asked before. */
export async function benchPreview(pair: Pair, rounds: number): Promise<Figure> {
  let points = 10;
  const call: Call = ({ ctx }) => previewSheet(ctx, { key: SHEET_KEY, content: benchSheet(points++) });
  const measured = await compare(pair, rounds, 3, call);
  return {
    name: "preview",
    value: measured.value / 1000,
    floor: measured.floor / 1000,
    unit: "s",
    target: { of: "value", least: null, most: 1.5 },
    note: `one rule changed, against ${pair.small.leads} leads`,
  };
}
