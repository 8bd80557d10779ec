import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import type { Rule } from "#lib/scoring/schema.ts";
import { putSegment } from "#lib/segments/put-segment.ts";
import { approveSheet } from "#lib/sheets/approve-sheet.ts";
import { diffItems } from "#lib/sheets/diff-items.ts";
import type { EditedDraft, EditResult, EditsSince } from "#lib/sheets/edit-schemas.ts";
import { getSheet } from "#lib/sheets/get-sheet.ts";
import { type Copy, getItem, type ItemRef, itemHash, refText, withItem } from "#lib/sheets/items.ts";
import { saveDraft } from "#lib/sheets/save-draft.ts";
import { sheetContent } from "#lib/sheets/testing.ts";
import { createToken } from "#lib/tokens/create-token.ts";
import * as editsRoute from "./[key]/draft/edits/route.ts";

useTestDatabase();

type Body = { id?: string; item: ItemRef; was?: string | null; value?: unknown; after?: string | null };
type Client = TestMember & { token: string };

const key = "cars";
let workspaceId = 0;
let ana: Client;
let ben: Client;

beforeAll(async () => {
  workspaceId = await createWorkspace();
  const join = async (role: "marketer" | "sales"): Promise<Client> => {
    const member = await createMember(workspaceId, role);
    return { ...member, token: (await createToken(member.ctx, { name: role })).token };
  };
  ana = await join("marketer");
  ben = await join("sales");
  await putSegment(ana.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await putSegment(ana.ctx, { key: "some", name: "Some", when: { field: "a", op: "exists" } });
});

const route = { params: Promise.resolve({ key }) };
const url = "http://localhost/api/v1/sheets/cars/draft/edits";

async function send(client: Client, edits: Body[]): Promise<{ status: number; body: EditedDraft }> {
  const body = JSON.stringify({ edits: edits.map((edit) => ({ id: randomUUID(), was: null, ...edit })) });
  const headers = { authorization: `Bearer ${client.token}` };
  const answer = await editsRoute.POST(new Request(url, { method: "POST", headers, body }), route);
  return { status: answer.status, body: (await answer.json()) as EditedDraft };
}

async function since(client: Client, after: number): Promise<EditsSince> {
  const headers = { authorization: `Bearer ${client.token}` };
  const answer = await editsRoute.GET(new Request(`${url}?after=${after}`, { headers }), route);
  return (await answer.json()) as EditsSince;
}

const rule = (name: string): ItemRef => ({ kind: "rule", key: name });
const saved = async () => {
  const [version] = (await getSheet(ana.ctx, { key })).versions;
  if (!version) throw new Error("no version");
  return version;
};
const begin = () => saveDraft(ana.ctx, { key, segment: "all", content: sheetContent() });
const withPoints = (copy: Copy, name: string, points: number) => ({
  ...(getItem(copy, rule(name)) as Rule),
  points,
});

describe("two clients who fire edits at one draft", () => {
  it("lose and double none that was accepted, retried ids included", async () => {
    await begin();
    const start: Copy = await saved();
    const { revision } = await saved();
    const answered = new Map<string, EditResult[]>();
    const note = (results: EditResult[]) => {
      for (const result of results) answered.set(result.id, [...(answered.get(result.id) ?? []), result]);
    };
    const work = async (client: Client, name: string) => {
      const known = new Map<string, unknown>(
        ["pricing", "title"].map((one) => [refText(rule(one)), getItem(start, rule(one))]),
      );
      for (let n = 0; n < 200; n++) {
        // Every fourth edit is of the rule that both work on; the others make, change and delete rules of one's own.
        const item = rule(n % 4 === 0 ? "pricing" : `${name}-${n % 7}`);
        const before = known.get(refText(item)) ?? null;
        const old = (before ?? getItem(start, rule("pricing"))) as Rule;
        const gone = n % 13 === 12 && item.key !== "pricing";
        const value = gone ? null : { ...old, key: item.key, name: `${name} ${n}`, points: n + 30 };
        const edit = {
          id: randomUUID(),
          item,
          was: itemHash(before),
          value,
          ...(n % 5 === 0 ? { after: null } : {}),
        };
        // Every fifth is sent twice at once, every ninth again later: what a lost answer makes a client do.
        const answers = await Promise.all([
          send(client, [edit]),
          ...(n % 5 === 0 ? [send(client, [edit])] : []),
        ]);
        if (n % 9 === 0) answers.push(await send(client, [edit]));
        for (const { status, body } of answers) {
          expect(status).toBe(200);
          note(body.results);
          for (const result of body.results) known.set(refText(result.item), result.value);
        }
      }
    };
    await Promise.all([work(ana, "ana"), work(ben, "ben")]);

    expect(answered.size).toBe(400);
    for (const results of answered.values()) for (const again of results) expect(again).toEqual(results[0]);
    const all = [...answered.values()].flatMap(([first]) => first ?? []);
    const accepted = all.filter(({ outcome }) => outcome === "accepted");
    const refused = all.filter(({ outcome }) => outcome === "conflict");
    expect(accepted.length).toBeGreaterThan(300);
    expect(refused.length).toBeGreaterThan(0);
    expect(
      accepted.length + refused.length + all.filter(({ outcome }) => outcome === "unchanged").length,
    ).toBe(400);

    const end = await saved();
    const log = await since(ana, revision);
    expect(log.complete).toBe(true);
    expect(log.edits.map(({ id }) => id).sort()).toEqual(accepted.map(({ id }) => id).sort());
    expect(end.revision).toBe(revision + accepted.length);
    expect(new Set(log.edits.map((edit) => edit.revision)).size).toBe(accepted.length);
    // Each accepted edit found what it was made from, and one after the other they are exactly what is saved.
    const replayed = log.edits.reduce((copy, edit) => {
      expect(edit.before).toEqual(getItem(copy, edit.item as ItemRef));
      return withItem(copy, edit.item as ItemRef, edit.value, edit.after);
    }, start);
    expect(diffItems(replayed, end)).toEqual([]);
  }, 120_000);
});

describe("an edit of an item", () => {
  it("is refused with the item as it is now when that has changed; the other edits of the call count", async () => {
    await begin();
    const copy = await saved();
    const was = itemHash(getItem(copy, rule("pricing")));
    await send(ben, [{ item: rule("pricing"), was, value: withPoints(copy, "pricing", 11) }]);
    const { status, body } = await send(ana, [
      { item: rule("pricing"), was, value: withPoints(copy, "pricing", 12) },
      {
        item: { kind: "range", key: "range" },
        was: itemHash(copy.content.range),
        value: { min: 0, max: 80 },
      },
    ]);
    expect(status).toBe(200);
    expect(body.results).toMatchObject([
      { outcome: "conflict", value: { points: 11 } },
      { outcome: "accepted", value: { max: 80 } },
    ]);
    expect((await saved()).content).toMatchObject({ range: { max: 80 }, rules: [{ points: 11 }, {}] });
  });

  it("is stored together with nothing when the sheet would not be valid", async () => {
    await begin();
    const before = await saved();
    const { status, body } = await send(ana, [
      {
        item: { kind: "range", key: "range" },
        was: itemHash(before.content.range),
        value: { min: 0, max: 70 },
      },
      { item: { kind: "category", key: "web" }, was: itemHash(before.content.categories[0]), value: null },
    ]);
    expect(status).toBe(422);
    expect(body).toMatchObject({ error: { code: "invalid_sheet", issues: [{ path: "rules.0.category" }] } });
    expect(await saved()).toEqual(before);
    expect((await since(ana, before.revision)).edits).toEqual([]);
  });

  it("clears signatures, brings a review back to draft, and the sheet says whose edit it was", async () => {
    await begin();
    const before = await saved();
    await approveSheet(ana.ctx, { key, hash: before.hash });
    const was = itemHash(getItem(before, rule("pricing")));
    const { body } = await send(ben, [
      { item: rule("pricing"), was, value: withPoints(before, "pricing", 9) },
    ]);
    expect(body).toMatchObject({
      state: "draft",
      signatures_cleared: ["marketing"],
      revision: before.revision + 1,
    });
    expect(body.hash).not.toBe(before.hash);
    expect(await saved()).toMatchObject({
      state: "draft",
      signatures: [],
      cleared: { sides: ["marketing"], member: { id: ben.memberId }, item: rule("pricing") },
    });
  });

  it("that changes nothing keeps signatures and revision", async () => {
    await begin();
    const before = await saved();
    await approveSheet(ana.ctx, { key, hash: before.hash });
    const { body } = await send(ben, [{ item: rule("pricing"), value: getItem(before, rule("pricing")) }]);
    expect(body).toMatchObject({ results: [{ outcome: "unchanged" }], revision: before.revision });
    expect((await saved()).signatures).toHaveLength(1);
  });

  it("can move an item that somebody else has changed meanwhile", async () => {
    await begin();
    const before = await saved();
    const was = itemHash(getItem(before, rule("title")));
    await send(ben, [
      { item: rule("title"), was, value: { ...(getItem(before, rule("title")) as Rule), name: "T" } },
    ]);
    const { body } = await send(ana, [{ item: rule("title"), was, after: null }]);
    expect(body.results).toMatchObject([{ outcome: "accepted" }]);
    expect((await saved()).content.rules).toMatchObject([{ key: "title", name: "T" }, { key: "pricing" }]);
  });

  it("can be the segment, which must exist", async () => {
    await begin();
    const segment = { kind: "segment", key: "segment" } as const;
    expect((await send(ana, [{ item: segment, was: itemHash("all"), value: "some" }])).status).toBe(200);
    expect((await saved()).segment).toBe("some");
    expect((await send(ana, [{ item: segment, was: itemHash("some"), value: "none" }])).status).toBe(422);
  });

  it.each<[string, Body]>([
    ["a rule under another key", { item: rule("a"), value: { key: "b" } }],
    ["a rule that is no object", { item: rule("a"), value: 7 }],
    ["nothing at all", { item: rule("a") }],
    ["a range of another name", { item: { kind: "range", key: "x" }, value: { min: 0, max: 1 } }],
    ["text that cannot be kept", { item: rule("a"), value: { key: "a", name: "\u0000" } }],
    ["an id that is none", { id: "7", item: rule("a"), value: null }],
  ])("is refused as invalid where it is %s", async (_, edit) => {
    await begin();
    expect((await send(ana, [edit])).status).toBe(422);
  });

  it("is refused where nothing is open, but a retry of an answered one is answered still", async () => {
    await begin();
    const before = await saved();
    const edit = {
      id: randomUUID(),
      item: rule("pricing"),
      was: itemHash(getItem(before, rule("pricing"))),
      value: withPoints(before, "pricing", 13),
    };
    const first = await send(ana, [edit]);
    await approveSheet(ana.ctx, { key, hash: first.body.hash });
    await approveSheet(ben.ctx, { key, hash: first.body.hash });
    expect((await send(ana, [edit])).body.results).toEqual(first.body.results);
    expect((await send(ana, [{ ...edit, id: randomUUID() }])).status).toBe(409);
  });
});

describe("a draft saved as a whole", () => {
  it("is logged as the edits of items that it comes to", async () => {
    await begin();
    const { revision } = await saved();
    await saveDraft(ana.ctx, { key, segment: "all", content: sheetContent({ range: { min: 0, max: 90 } }) });
    const { edits } = await since(ben, revision);
    expect(edits).toMatchObject([
      { item: { kind: "range" }, member: { id: ana.memberId }, value: { max: 90 } },
    ]);
  });

  it("goes with its log when it is discarded", async () => {
    const count = () =>
      inWorkspace(workspaceId, async (tx) => {
        const found = await tx.$client.query<{ n: number }>("select count(*)::int as n from sheet_edits");
        return found.rows[0]?.n;
      });
    expect(await count()).toBeGreaterThan(0);
    const { discardDraft } = await import("#lib/sheets/discard-draft.ts");
    const before = await count();
    await discardDraft(ana.ctx, { key });
    expect(await count()).toBeLessThan(before ?? 0);
  });
});
