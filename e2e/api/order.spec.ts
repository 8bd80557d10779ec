import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { inWorkspace } from "../../db/client.ts";
import { createMember, createWorkspace } from "../../db/testing/factories.ts";
import { createActiveSheet } from "../../lib/scores/testing.ts";
import type { SheetContentInput } from "../../lib/scoring/schema.ts";
import { createSource } from "../../lib/sources/create-source.ts";
import { send } from "../caller.ts";
import { basic, expectAnswer } from "../contract.ts";
import { expect, type Team, test } from "../fixtures.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const RUNS = 12;

const behaviour = { category: "all", kind: "behaviour", event: "page_viewed" } as const;
const where = (path: string) => ({ field: "path", op: "starts_with", value: path }) as const;
/** Limits in all and per day, a window, a half-life, a fit rule and silence: all that order and age could touch. */
const CONTENT: SheetContentInput = {
  dimensions: [{ key: "all", name: "All" }],
  categories: [{ key: "all", name: "All", dimension: "all" }],
  rules: [
    {
      ...behaviour,
      key: "newest",
      name: "Newest",
      where: where("/a"),
      points: 7,
      limit: { times: 2, per: "lifetime" },
      half_life_days: 10,
    },
    {
      ...behaviour,
      key: "daily",
      name: "Daily",
      where: where("/b"),
      points: 3,
      limit: { times: 1, per: "day" },
      window_days: 60,
    },
    { ...behaviour, key: "any", name: "Any", where: null, points: 1, window_days: 90 },
    {
      key: "title",
      name: "Title",
      category: "all",
      kind: "fit",
      cases: [
        { when: { field: "title", op: "eq", value: "CEO" }, points: 20 },
        { when: { field: "title", op: "eq", value: "CTO" }, points: 11 },
      ],
    },
    {
      key: "idle",
      name: "Idle",
      category: "all",
      kind: "inactivity",
      after_days: 5,
      every_days: 10,
      points: -2,
    },
  ],
  groups: [
    { key: "cold", name: "Cold", from: {} },
    { key: "hot", name: "Hot", from: { total: 20 }, handover: true },
  ],
};

type Happening = { lead: number; daysAgo: number; title: string | null; path: string };
/** How the same is told badly: in another order, some of it twice, in pieces, by clocks that are wrong. */
type Telling = { order: number[]; twice: boolean[]; sizes: number[]; clocks: number[] };

const happening: fc.Arbitrary<Happening> = fc.record({
  lead: fc.nat(2),
  daysAgo: fc.integer({ min: 1, max: 200 }),
  title: fc.option(fc.constantFrom("CEO", "CTO", "Intern"), { freq: 4 }),
  path: fc.constantFrom("/a", "/b", "/c"),
});
const story = fc.array(happening, { minLength: 1, maxLength: 25 }).chain((happenings) => {
  const n = happenings.length;
  const of = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: n, maxLength: n });
  return fc.record({
    happenings: fc.constant(happenings),
    telling: fc.record({
      order: fc.shuffledSubarray(
        happenings.map((_, at) => at),
        { minLength: n },
      ),
      twice: of(fc.boolean()),
      sizes: of(fc.integer({ min: 1, max: 6 })),
      clocks: of(fc.constantFrom(-DAY_MS, 0, DAY_MS)),
    }),
  });
});

/** Some hours away from now and from midnight, so that a second's delay changes no age and no day. */
function instantsOf(happenings: Happening[], now: number): number[] {
  const midnight = now - (now % DAY_MS);
  const time = now - midnight;
  const hour = [5, 12, 19].find((h) => Math.abs(h * HOUR_MS - time) >= 3 * HOUR_MS) ?? 5;
  // Two of the same day are minutes apart: equal instants have no order to restore.
  return happenings.map(({ daysAgo }, n) => midnight - daysAgo * DAY_MS + hour * HOUR_MS + n * 60_000);
}

function messagesOf(happenings: Happening[], instants: number[], ids: string[]) {
  return happenings.map(({ lead, title, path }, n) => {
    const said = { userId: `lead-${lead}`, messageId: ids[n], at: instants[n] ?? 0 };
    return title === null
      ? { ...said, type: "page", properties: { path } }
      : { ...said, type: "identify", traits: { title } };
  });
}

async function newPlace(): Promise<{ workspaceId: number; key: string }> {
  const workspaceId = await createWorkspace();
  await createActiveSheet(workspaceId, { content: CONTENT });
  const { ctx } = await createMember(workspaceId, "admin");
  return { workspaceId, key: (await createSource(ctx, { name: "Website" })).write_key };
}

/** Sends messages from a client whose clock is `clock` ms ahead, as SDKs do: all times are the client's. */
async function tell(team: Team, key: string, messages: ReturnType<typeof messagesOf>, clock: number) {
  const told = (ms: number) => new Date(ms + clock).toISOString();
  const batch = messages.map(({ at, ...message }) => ({ ...message, timestamp: told(at) }));
  const body = { batch, sentAt: told(Date.now()) };
  expectAnswer(await send("POST", `${team.url}/v1/batch`, { body, headers: basic(key) }), 200, {});
}

const stored = (workspaceId: number) =>
  inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query(
      `select l.external_id, s.total, s.label, s.group_key, l.attributes,
         (select count(*)::int from events e where e.workspace_id = l.workspace_id and e.lead_id = l.id) as events
       from leads l join scores s on s.workspace_id = l.workspace_id and s.lead_id = l.id
       where l.workspace_id = $1 order by 1`,
      [workspaceId],
    );
    return found.rows as Record<string, unknown>[];
  });

async function tellBadly(team: Team, key: string, messages: ReturnType<typeof messagesOf>, telling: Telling) {
  const order = telling.order.flatMap((at) => (telling.twice[at] ? [at, at] : [at]));
  for (let from = 0, piece = 0; from < order.length; piece++) {
    const size = telling.sizes[piece] ?? 3;
    const part = order.slice(from, from + size).flatMap((at) => messages[at] ?? []);
    await tell(team, key, part, telling.clocks[piece] ?? 0);
    // The answer got lost: the same once more.
    if (telling.twice[piece]) await tell(team, key, part, telling.clocks[piece] ?? 0);
    from += size;
  }
}

test("shuffled, doubled, months late and by clocks a day off: the same scores as in order", async ({
  team,
}) => {
  await fc.assert(
    fc.asyncProperty(story, async ({ happenings, telling }) => {
      const ids = happenings.map(() => randomUUID());
      const messages = messagesOf(happenings, instantsOf(happenings, Date.now()), ids);
      const [inOrder, badly] = [await newPlace(), await newPlace()];
      for (const message of messages.toSorted((a, b) => a.at - b.at))
        await tell(team, inOrder.key, [message], 0);
      await tellBadly(team, badly.key, messages, telling);
      const right = await stored(inOrder.workspaceId);
      expect(right.length).toBe(new Set(happenings.map(({ lead }) => lead)).size);
      expect(await stored(badly.workspaceId)).toEqual(right);
    }),
    { numRuns: RUNS, seed: 5 },
  );
});
