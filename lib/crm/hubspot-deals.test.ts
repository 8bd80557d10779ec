import { expect, test } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { useHubspot } from "./hubspot.test-helper.ts";
import { readChanges } from "./read-changes.ts";
import { connectHubspot, scored, stagesOf } from "./testing.ts";

useTestDatabase();
const here = useHubspot();

const people = (count: number) => Array.from({ length: count }, (_, n) => ({ email: `p${n}@example.test` }));

test("two who read at once record each stage and each page once", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot);
  const all = people(120);
  await scored(here.ws, all);
  for (const { email } of all) {
    const contact = here.hubspot.put(here.hubspot.contacts, { email });
    here.hubspot.put(here.hubspot.deals, { dealstage: "qualified", amount: "1", hs_is_closed: "false" }, [
      contact.id,
    ]);
  }
  const both = await Promise.all([readChanges(here.ws, id), readChanges(here.ws, id)]);
  expect(both[0].stages + both[1].stages).toBe(120);
  expect(await stagesOf(here.ws)).toHaveLength(120);
});

test("a deal is read back as an opportunity with its value, then as a customer; again, and nothing is new", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot);
  const contact = here.hubspot.put(here.hubspot.contacts, { email: "a@example.test" });
  const [leadId = 0] = await scored(here.ws, [{ email: "a@example.test" }]);
  const made = new Date(Date.now() - 86_400_000);
  const deal = here.hubspot.put(
    here.hubspot.deals,
    { dealstage: "qualified", amount: "1200.5", hs_is_closed: "false", hs_is_closed_won: "false" },
    [contact.id],
    made,
  );
  expect(await readChanges(here.ws, id)).toEqual({ contacts: 0, deals: 1, stages: 1 });
  expect(await stagesOf(here.ws)).toEqual([{ leadId, stage: "opportunity", value: 1200.5, at: made }]);
  expect(await readChanges(here.ws, id)).toMatchObject({ stages: 0 });
  here.hubspot.change(deal, { amount: "1500" }, new Date(made.getTime() + 60_000));
  await readChanges(here.ws, id);
  expect(await stagesOf(here.ws)).toEqual([{ leadId, stage: "opportunity", value: 1500, at: made }]);
  const closed = new Date(Date.now() - 1_000);
  const won = { dealstage: "closedwon", hs_is_closed: "true", hs_is_closed_won: "true" };
  here.hubspot.change(deal, { ...won, closedate: closed.toISOString() }, new Date());
  expect(await readChanges(here.ws, id)).toMatchObject({ stages: 1 });
  expect((await stagesOf(here.ws))[1]).toEqual({ leadId, stage: "customer", value: 1500, at: closed });
});

test("250 deals are read in pages, and a reader that fails midway goes on after its last page", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot);
  const all = people(250);
  await scored(here.ws, all);
  const begin = Date.now() - 1_000_000;
  all.forEach(({ email }, n) => {
    const contact = here.hubspot.put(here.hubspot.contacts, { email });
    const open = {
      dealstage: "qualified",
      amount: String(n),
      hs_is_closed: "false",
      hs_is_closed_won: "false",
    };
    here.hubspot.put(here.hubspot.deals, open, [contact.id], new Date(begin + Math.floor(n / 3) * 1_000));
  });
  let searches = 0;
  here.hubspot.before = async ({ path }) => {
    if (path.endsWith("deals/search") && ++searches === 2)
      here.hubspot.faults.push({ path: "deals/search", status: 500 });
  };
  await readChanges(here.ws, id);
  expect(await stagesOf(here.ws)).toHaveLength(100);
  await readChanges(here.ws, id, { now: new Date(Date.now() + 60_000) });
  const stages = await stagesOf(here.ws);
  expect(stages).toHaveLength(250);
  expect(stages.reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe((249 * 250) / 2);
}, 60_000);

test("a lost deal says nothing while its lead has another that is open", async () => {
  const { id } = await connectHubspot(here.admin.ctx, here.hubspot);
  const contact = here.hubspot.put(here.hubspot.contacts, { email: "a@example.test" });
  await scored(here.ws, [{ email: "a@example.test" }]);
  const at = (s: number) => new Date(Date.now() - 100_000 + s * 1_000);
  const open = { dealstage: "qualified", hs_is_closed: "false", hs_is_closed_won: "false" };
  const lost = { dealstage: "closedlost", hs_is_closed: "true", hs_is_closed_won: "false" };
  const first = here.hubspot.put(here.hubspot.deals, open, [contact.id], at(1));
  here.hubspot.put(here.hubspot.deals, open, [contact.id], at(2));
  await readChanges(here.ws, id);
  here.hubspot.change(first, { ...lost, closedate: at(3).toISOString() }, at(3));
  await readChanges(here.ws, id);
  expect((await stagesOf(here.ws)).map(({ stage }) => stage)).toEqual(["opportunity", "opportunity"]);
});
