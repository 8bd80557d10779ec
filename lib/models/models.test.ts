import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember } from "#db/testing/factories.ts";
import { writeEvents } from "../events/write.ts";
import { recordConsent } from "../privacy/record-consent.ts";
import { loadVersions, scoreAt } from "../scores/score-at.ts";
import { activateNextVersion, SMALL_SHEET } from "../scores/testing.ts";
import type { FrozenModel } from "../scoring/frozen-model.ts";
import type { SheetContentInput } from "../scoring/schema.ts";
import { DAY_MS } from "../scoring/values.ts";
import { saveDraft } from "../sheets/save-draft.ts";
import { askTraining } from "./ask-training.ts";
import { likelihoodsOf } from "./likelihoods.ts";
import { listModels } from "./list-models.ts";
import { listPredictions } from "./list-predictions.ts";
import { predictLeads } from "./predict-leads.ts";
import { putModel } from "./put-model.ts";
import { runApart } from "./run-apart.ts";
import { putModelBody } from "./schemas.ts";
import { createWorld, NOW, type World } from "./testing.ts";
import { trainDue } from "./train-due.ts";
import { trainModel } from "./train-model.ts";

const database = useTestDatabase();

async function rows<T extends object>(
  { workspaceId }: World,
  text: string,
  ...values: unknown[]
): Promise<T[]> {
  return inWorkspace(
    workspaceId,
    async (tx) => (await tx.$client.query<T>(text, [workspaceId, ...values])).rows,
  );
}

const frozenOf = async (world: World, number: number): Promise<FrozenModel> => {
  const found = await rows<{ frozen: FrozenModel }>(
    world,
    "select frozen from model_versions where workspace_id = $1 and number = $2",
    number,
  );
  if (!found[0]) throw new Error("no such version");
  return found[0].frozen;
};

const modelSheet = (world: World, version: number, backdate = false): SheetContentInput => ({
  ...SMALL_SHEET,
  rules: [
    {
      key: "wins",
      name: "Likely to win",
      category: "all",
      kind: "model",
      model: world.key,
      version,
      steps: [
        { from: 0, points: 1 },
        { from: 0.3, points: 10 },
        { from: 0.6, points: 30 },
      ],
      backdate,
    },
  ],
});

/** Points of the rule for a lead under the newest sheet version, as of an instant. */
async function pointsAt(world: World, id: number, at: number, version?: number): Promise<number> {
  return inWorkspace(world.workspaceId, async (tx) => {
    const versions = await loadVersions(tx, world.workspaceId, world.sheet.sheetId);
    const asked = version === undefined ? versions.at(-1) : versions.find(({ number }) => number === version);
    if (!asked) throw new Error("no version");
    const { score } = await scoreAt(tx, world.workspaceId, id, asked, new Date(at));
    return score.contributions.find(({ rule }) => rule === "wins")?.points ?? 0;
  });
}

describe("a training", () => {
  it("learns what drives the outcome, leaves out what is filled in later, and says how good it is", async () => {
    const world = await createWorld(1200);
    expect(await trainModel(world.workspaceId, world.modelId, new Date(NOW))).toBe(1);
    const admin = await createMember(world.workspaceId, "admin");
    const { models } = await listModels(admin.ctx);
    const report = models[0]?.latest?.report;
    expect(models[0]).toMatchObject({ shown_version: 1, training: false, latest: { outcome: "trained" } });
    expect(report?.leaks).toMatchObject([{ field: "contract_sent_to", reasons: ["filled_later"] }]);
    expect(report?.open).toBeGreaterThan(100);
    expect(report?.n).toBeLessThan(1200 - 100);
    const best = report?.comparison?.candidates.find(({ kind }) => kind === report.comparison?.best);
    expect(best?.auc.auc).toBeGreaterThan(0.75);
    expect(
      report?.weights
        .slice(0, 2)
        .map(({ what }) => what)
        .sort(),
    ).toEqual(["industry", "page_viewed"]);
  });

  it("never sees what came after the instant at which a lead is looked at", async () => {
    const world = await createWorld(600);
    await trainModel(world.workspaceId, world.modelId, new Date(NOW));
    const before = await frozenOf(world, 1);
    await inWorkspace(world.workspaceId, async (tx) => {
      const late = world.ids.map((leadId, i) => ({
        leadId,
        name: "page_viewed",
        occurredAt: new Date((world.came[i] ?? 0) + 7 * DAY_MS + 1000 + (i % 3)),
        messageId: `late-${leadId}`,
        properties: { path: "/pricing" },
      }));
      await writeEvents(tx, world.workspaceId, late, {});
      await tx.$client.query(
        `insert into lead_attributes (workspace_id, lead_id, key, value, known_at, confirmed_at)
         select workspace_id, lead_id, 'industry', '"Software"', known_at + interval '8 days', known_at + interval '8 days'
         from lead_attributes where workspace_id = $1 and key = 'industry'`,
        [world.workspaceId],
      );
      // Stages after the horizon are nobody's success either.
      await tx.$client.query(
        `insert into stage_history (workspace_id, lead_id, stage, at, origin)
         select l.workspace_id, l.id, 'opportunity', a.known_at + interval '68 days', 'api' from leads l
         join lead_attributes a on a.workspace_id = l.workspace_id and a.lead_id = l.id and a.key = 'size'
         where l.workspace_id = $1 and not exists (select from stage_history s where s.workspace_id = $1 and s.lead_id = l.id)`,
        [world.workspaceId],
      );
    });
    await trainModel(world.workspaceId, world.modelId, new Date(NOW));
    expect(await frozenOf(world, 2)).toEqual(before);
  });

  it("refuses with a reason where there are too few, and says so where there is nothing to learn", async () => {
    const few = await createWorld(60);
    await trainModel(few.workspaceId, few.modelId, new Date(NOW));
    const noise = await createWorld(900, { noise: true });
    await trainModel(noise.workspaceId, noise.modelId, new Date(NOW));
    const outcome = async (world: World) =>
      (
        await rows<{ outcome: string; frozen: unknown }>(
          world,
          "select outcome, frozen from model_versions where workspace_id = $1",
        )
      )[0];
    expect(await outcome(few)).toEqual({ outcome: "too_few", frozen: null });
    expect(await outcome(noise)).toEqual({ outcome: "nothing_to_learn", frozen: null });
    const [model] = await rows<{ shown_version: number | null }>(
      noise,
      "select shown_version from models where workspace_id = $1",
    );
    expect(model?.shown_version).toBeNull();
  });
});

describe("a frozen version", () => {
  it("scores the same for ever: retraining changes nothing that is published", async () => {
    const world = await createWorld(700);
    await trainModel(world.workspaceId, world.modelId, new Date(NOW));
    await activateNextVersion(world.workspaceId, world.sheet, modelSheet(world, 1));
    const first = await frozenOf(world, 1);
    const at = NOW + DAY_MS;
    const points = await Promise.all(world.ids.slice(0, 40).map((id) => pointsAt(world, id, at)));
    expect(new Set(points).size).toBeGreaterThan(1);
    const hash = await rows(
      world,
      "select hash from sheet_versions where workspace_id = $1 and state = 'active'",
    );

    await rows(world, "delete from stage_history where workspace_id = $1 and lead_id % 3 = 0");
    expect(await trainModel(world.workspaceId, world.modelId, new Date(NOW + 2 * DAY_MS))).toBe(2);
    expect(await frozenOf(world, 2)).not.toEqual(first);
    expect(await frozenOf(world, 1)).toEqual(first);
    expect(await Promise.all(world.ids.slice(0, 40).map((id) => pointsAt(world, id, at)))).toEqual(points);
    expect(
      await rows(world, "select hash from sheet_versions where workspace_id = $1 and state = 'active'"),
    ).toEqual(hash);
  });

  it("gives nothing as of before it was trained, unless the sheet version says so", async () => {
    const world = await createWorld(700);
    await trainModel(world.workspaceId, world.modelId, new Date(NOW));
    const [lead = 0] = world.ids.slice(-1);
    await activateNextVersion(world.workspaceId, world.sheet, modelSheet(world, 1));
    await activateNextVersion(world.workspaceId, world.sheet, modelSheet(world, 1, true));
    expect(await pointsAt(world, lead, NOW - 1, 2)).toBe(0);
    expect(await pointsAt(world, lead, NOW, 2)).toBeGreaterThan(0);
    expect(await pointsAt(world, lead, NOW - 1, 3)).toBeGreaterThan(0);
  });

  it("has to be there: a sheet that names another is refused, and says which rule", async () => {
    const world = await createWorld(60);
    const marketer = await createMember(world.workspaceId, "marketer");
    await expect(
      saveDraft(marketer.ctx, { key: "new", segment: world.sheet.key, content: modelSheet(world, 9) }),
    ).rejects.toMatchObject({
      code: "invalid_sheet",
      issues: [{ path: "rules.0.version", code: "unknown_model" }],
    });
  });
});

describe("predictions", () => {
  it("are what the sheet's rule computes from the same history, with reasons", async () => {
    const world = await createWorld(700);
    await trainModel(world.workspaceId, world.modelId, new Date(NOW));
    await predictLeads(world.workspaceId, world.modelId, new Date(NOW));
    await activateNextVersion(world.workspaceId, world.sheet, modelSheet(world, 1));
    const said = await rows<{ lead_id: string; probability: number; reasons: { what: string }[] }>(
      world,
      "select lead_id, probability, reasons from predictions where workspace_id = $1 order by lead_id limit 60",
    );
    expect(said.length).toBe(60);
    for (const { lead_id, probability } of said) {
      const expected = probability >= 0.6 ? 30 : probability >= 0.3 ? 10 : 1;
      expect(await pointsAt(world, Number(lead_id), NOW)).toBe(expected);
    }
    const sales = await createMember(world.workspaceId, "sales");
    const [one] = said;
    const { predictions } = await listPredictions(sales.ctx, { id: String(one?.lead_id) });
    expect(predictions).toMatchObject([{ model: world.key, version: 1, probability: one?.probability }]);
    expect(predictions[0]?.reasons.length).toBeGreaterThan(0);
    const shown = await inWorkspace(world.workspaceId, (tx) =>
      likelihoodsOf(tx, world.workspaceId, [Number(one?.lead_id)]),
    );
    expect([...shown.values()]).toEqual([one?.probability]);
    // Whoever objects to profiling has no prediction either.
    await recordConsent(sales.ctx, { id: String(one?.lead_id), purpose: "profiling", state: "denied" });
    expect((await listPredictions(sales.ctx, { id: String(one?.lead_id) })).predictions).toEqual([]);
    const left = await rows(
      world,
      "select from predictions where workspace_id = $1 and lead_id = $2",
      one?.lead_id,
    );
    expect(left).toEqual([]);
    const [drift] = await rows<{ drift: { level: string; n: number } }>(
      world,
      "select drift from models where workspace_id = $1",
    );
    expect(drift?.drift).toMatchObject({ level: "too_few" });
  });
});

describe("the verbs", () => {
  it("keep who overruled a leak and why; a field overruled is used", async () => {
    const world = await createWorld(60);
    const marketer = await createMember(world.workspaceId, "marketer");
    const body = putModelBody.parse({
      name: "Wins",
      segment: world.sheet.key,
      overrules: [{ field: "contract_sent_to", reason: "Asked on the form since May" }],
    });
    const put = await putModel(marketer.ctx, { key: "wins", ...body });
    expect(put).toMatchObject({
      key: "wins",
      outcome: "opportunity",
      latest: null,
      overrules: [{ field: "contract_sent_to", reason: "Asked on the form since May" }],
    });
    expect(await askTraining(marketer.ctx, { key: "wins" })).toMatchObject({ training: true });
    const jobs = await rows<{ n: number }>(
      world,
      "select count(*)::int as n from audit_log where workspace_id = $1 and action = 'models.train'",
    );
    await askTraining(marketer.ctx, { key: "wins" });
    expect(jobs).toEqual(
      await rows(
        world,
        "select count(*)::int as n from audit_log where workspace_id = $1 and action = 'models.train'",
      ),
    );
  });

  it("train again when the time has come, once", async () => {
    const world = await createWorld(60);
    await trainModel(world.workspaceId, world.modelId, new Date(NOW));
    const training = async () =>
      (await rows<{ training: boolean }>(world, "select training from models where workspace_id = $1"))[0]
        ?.training;
    await trainDue(undefined, new Date(NOW + 29 * DAY_MS));
    expect(await training()).toBe(false);
    expect(await trainDue(undefined, new Date(NOW + 31 * DAY_MS))).toBeGreaterThan(0);
    expect(await training()).toBe(true);
    expect(await trainDue(undefined, new Date(NOW + 31 * DAY_MS))).toBe(0);
  });

  it("train in a process of their own", async () => {
    const world = await createWorld(700);
    expect(database.url()).toBe(process.env.DATABASE_URL);
    await runApart("train", world.workspaceId, world.modelId);
    const [found] = await rows<{ outcome: string; n: number }>(
      world,
      `select v.outcome, (select count(*)::int from predictions p where p.workspace_id = $1) as n
       from model_versions v where v.workspace_id = $1`,
    );
    expect(found?.outcome).toBe("trained");
    expect(found?.n).toBeGreaterThan(0);
    await expect(runApart("train", world.workspaceId, 999_999)).rejects.toThrow();
  }, 60_000);
});
