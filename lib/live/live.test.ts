import { afterEach, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, only, type TestMember } from "#db/testing/factories.ts";
import { onServer } from "#db/testing/server.ts";
import { post } from "../collector/testing.ts";
import { removeMember } from "../members/remove-member.ts";
import { acceptHandover } from "../queue/accept-handover.ts";
import { reopenHandover } from "../queue/reopen-handover.ts";
import { createActiveSheet, type TestSheet } from "../scores/testing.ts";
import { announcePresence } from "../sheets/announce-presence.ts";
import { createSource } from "../sources/create-source.ts";
import { createToken } from "../tokens/create-token.ts";
import { announce } from "./announce.ts";
import { closeLive, liveHub, resetLive } from "./hub.ts";
import { MAX_NAMED, type StreamMessage } from "./messages.ts";
import { Presence } from "./presence.ts";
import { openStream } from "./stream.ts";

const { url } = useTestDatabase();

let ws = 0;
let ana: TestMember;
let sheet: TestSheet;

beforeAll(async () => {
  ws = await createWorkspace();
  ana = await createMember(ws, "marketer");
  sheet = await createActiveSheet(ws);
});
afterEach(resetLive);

/** A stream as a browser reads it: `next` answers the next message of a kind, `ended` resolves at its end. */
async function listen(member: TestMember) {
  await liveHub().started;
  const { token } = await createToken(member.ctx, { name: "stream" });
  const request = new Request("http://localhost/api/v1/stream", {
    headers: { authorization: `Bearer ${token}` },
  });
  const answer = await openStream(member.ctx, {}, request);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) throw new Error("no stream");
  let text = "";
  const read = async (): Promise<StreamMessage | null> => {
    for (;;) {
      const end = text.indexOf("\n\n");
      if (end >= 0) {
        const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
        text = text.slice(end + 2);
        if (data) return JSON.parse(data) as StreamMessage;
        continue;
      }
      const { value, done } = await reader.read();
      if (done) return null;
      text += value;
    }
  };
  const next = async <K extends StreamMessage["kind"]>(kind: K) => {
    for (;;) {
      const message = await read();
      if (message === null) throw new Error("the stream has ended");
      if (message.kind === kind) return message as Extract<StreamMessage, { kind: K }>;
    }
  };
  const ended = async () => {
    while ((await read()) !== null);
  };
  return { answer, next, ended, cancel: () => reader.cancel() };
}

const tell = (workspace: number, name: string) =>
  inWorkspace(workspace, (tx) =>
    announce(tx, workspace, { kind: "sheet", sheet: name, revision: 1, member: null }),
  );

describe("the stream", () => {
  it("begins with a call to synchronise and is never compressed or kept", async () => {
    const stream = await listen(ana);
    expect(await stream.next("sync")).toEqual({ kind: "sync" });
    expect(stream.answer.headers.get("content-type")).toContain("text/event-stream");
    expect(stream.answer.headers.get("cache-control")).toContain("no-transform");
  });

  it("carries what was committed, and nothing of another workspace", async () => {
    const stream = await listen(ana);
    await tell(await createWorkspace(), "theirs");
    await tell(ws, "ours");
    expect(await stream.next("sheet")).toMatchObject({ sheet: "ours", revision: 1 });
  });

  it("says nothing of a transaction that was rolled back", async () => {
    const stream = await listen(ana);
    const rolledBack = inWorkspace(ws, async (tx) => {
      await announce(tx, ws, { kind: "sheet", sheet: "never", revision: 1, member: null });
      throw new Error("no");
    });
    await expect(rolledBack).rejects.toThrow("no");
    await tell(ws, "after");
    expect(await stream.next("sheet")).toMatchObject({ sheet: "after" });
  });

  it("heals after the database has dropped the listening connection, and asks to synchronise", async () => {
    const stream = await listen(ana);
    await stream.next("sync");
    const database = new URL(url()).pathname.slice(1);
    await onServer(
      inject("serverUrl"),
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'hotsheet live' and datname = '${database}'`,
    );
    await stream.next("sync");
    await tell(ws, "healed");
    expect(await stream.next("sheet")).toMatchObject({ sheet: "healed" });
  });

  it("ends when the process stops, which takes no new one then", async () => {
    const stream = await listen(ana);
    const ended = stream.ended();
    await closeLive();
    await ended;
    await expect(listen(ana)).rejects.toMatchObject({ status: 503 });
  });

  it("is cut where its reader does not keep up", async () => {
    const stream = await listen(ana);
    while (liveHub().count(ws, ana.memberId) > 0) await tell(ws, "x".repeat(7_000));
    await stream.ended();
    expect(liveHub().count(ws, ana.memberId)).toBe(0);
  });

  it("lets go of who has gone, and is refused to who opens far too many", async () => {
    const first = await listen(ana);
    await first.cancel();
    expect(liveHub().count(ws, ana.memberId)).toBe(0);
    for (let n = 0; n < 20; n++) await listen(ana);
    await expect(listen(ana)).rejects.toMatchObject({ status: 429 });
  });
});

describe("presence", () => {
  it("shows who looks at a sheet and which rule is edited, also to who comes later", async () => {
    const early = await listen(ana);
    await announcePresence(ana.ctx, { key: sheet.key, rule: "pricing" });
    const people = [{ id: ana.memberId, name: ana.email, rule: "pricing" }];
    expect(await early.next("presence")).toEqual({ kind: "presence", sheet: sheet.key, people });
    const late = await listen(await createMember(ws, "sales"));
    expect(await late.next("presence")).toEqual({ kind: "presence", sheet: sheet.key, people });
  });

  it("does not find another workspace's sheet", async () => {
    const foreign = await createActiveSheet(await createWorkspace());
    await expect(announcePresence(ana.ctx, { key: foreign.key })).rejects.toMatchObject({ status: 404 });
  });

  it("is forgotten after fifteen seconds of silence, and told anew only where it changes", () => {
    const presence = new Presence();
    const person = { id: 1, name: "Ana", rule: null };
    expect(presence.note(1, "cars", person, 0)).toBe(true);
    expect(presence.note(1, "cars", person, 5_000)).toBe(false);
    expect(presence.note(1, "cars", { ...person, rule: "pricing" }, 6_000)).toBe(true);
    expect(presence.sweep(20_999)).toEqual([]);
    expect(presence.sweep(21_000)).toEqual([{ workspace: 1, sheet: "cars" }]);
    expect(presence.people(1, "cars")).toEqual([]);
  });
});

describe("what the collector brings about", () => {
  const visit = (userId: string) => ({ type: "page", userId, properties: { path: "/pricing" } });
  const ceo = (userId: string) => ({ type: "identify", userId, traits: { title: "CEO" } });
  const send = async (workspaceId: number, key: string, batch: object[]) => {
    expect((await post("batch", { batch }, key)).status).toBe(200);
    const found = await inWorkspace(workspaceId, (tx) =>
      tx.$client.query<{ lead: number; handover: number | null }>(
        `select l.id::int as lead, h.id::int as handover from leads l
         left join handovers h on h.workspace_id = l.workspace_id and h.lead_id = l.id
         where l.workspace_id = $1 order by l.id desc limit 1`,
        [workspaceId],
      ),
    );
    return only(found.rows);
  };
  const keyOf = async (workspaceId: number) => {
    const admin = await createMember(workspaceId, "admin");
    return (await createSource(admin.ctx, { name: "Website" })).write_key;
  };

  it.each(["sales", "marketer", "manager", "admin"] as const)(
    "a lead that turns hot is told to %s: its group, and the hand-over",
    async (role) => {
      const key = await keyOf(ws);
      const stream = await listen(await createMember(ws, role));
      const { lead, handover } = await send(ws, key, [ceo(role)]);
      expect(await stream.next("groups")).toEqual({ kind: "groups", leads: [lead] });
      expect(await stream.next("queue")).toEqual({ kind: "queue", handovers: [handover] });
    },
  );

  it("what changes no group is not told, and nothing of another workspace is", async () => {
    const key = await keyOf(ws);
    const theirs = await createWorkspace();
    await createActiveSheet(theirs);
    const { lead } = await send(ws, key, [visit("quiet")]);
    const stream = await listen(ana);
    await send(theirs, await keyOf(theirs), [ceo("theirs")]);
    await send(ws, key, [{ type: "track", userId: "quiet", event: "Looked" }]);
    await send(ws, key, [visit("quiet"), ceo("quiet")]);
    expect(await stream.next("groups")).toEqual({ kind: "groups", leads: [lead] });
  });

  it("a decision is told, so that the row changes for everybody", async () => {
    const { handover } = await send(ws, await keyOf(ws), [ceo("decided")]);
    const rep = await createMember(ws, "sales");
    const stream = await listen(ana);
    await acceptHandover(rep.ctx, { id: handover ?? 0 });
    expect(await stream.next("queue")).toEqual({ kind: "queue", handovers: [handover] });
    await reopenHandover(rep.ctx, { id: handover ?? 0 });
    expect(await stream.next("queue")).toEqual({ kind: "queue", handovers: [handover] });
  });

  it("leads that are too many to name are told as such", async () => {
    const key = await keyOf(ws);
    const stream = await listen(ana);
    await send(
      ws,
      key,
      Array.from({ length: MAX_NAMED + 1 }, (_, n) => ceo(`many-${n}`)),
    );
    expect(await stream.next("groups")).toEqual({ kind: "groups", leads: null });
    expect(await stream.next("queue")).toEqual({ kind: "queue", handovers: null });
  });
});

it("a member who was removed loses the stream at the next beat", async ({ onTestFinished }) => {
  const admin = await createMember(ws, "admin");
  const gone = await createMember(ws, "sales");
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const stream = await listen(gone);
  await removeMember(admin.ctx, { id: gone.memberId });
  vi.advanceTimersByTime(15_000);
  await stream.ended();
  expect(liveHub().count(ws, gone.memberId)).toBe(0);
});
