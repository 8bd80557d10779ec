import type { Locator, Page } from "@playwright/test";
import { inWorkspace } from "../db/client.ts";
import { sheets } from "../db/schema/index.ts";
import { only } from "../db/testing/factories.ts";
import { addLeads, addVersion, type HandedLead, KEY, NOW } from "../lib/feedback/testing.ts";
import { putSegment } from "../lib/segments/put-segment.ts";
import { expect, type Team } from "./fixtures.ts";

const DAY_MS = 86_400_000;

/** The same person so many days before now, where the helper counts from an instant of its own. */
function fromNow(person: HandedLead): HandedLead {
  const since = (Date.now() - NOW) / DAY_MS;
  return {
    ...person,
    knownDaysAgo: (person.knownDaysAgo ?? 400) - since,
    handed: (person.handed ?? []).map((days) => days - since),
    stages: (person.stages ?? []).map((told) => ({
      ...told,
      daysAgo: told.daysAgo - since,
      recordedDaysAgo: (told.recordedDaysAgo ?? told.daysAgo) - since,
    })),
  };
}

/** A sheet whose version 1 has been active for so many days, and adding people that it handed over. */
export async function reportedSheet(team: Team, activeDays: number) {
  const { workspaceId } = team;
  const { ctx } = await team.member("marketer");
  await putSegment(ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await putSegment(ctx, {
    key: "madrid",
    name: "Madrid",
    when: { field: "city", op: "eq", value: "Madrid" },
  });
  const sheetId = await inWorkspace(workspaceId, async (tx) => {
    const made = await tx
      .insert(sheets)
      .values({ workspaceId, key: KEY, name: "Cars" })
      .returning({ id: sheets.id });
    return only(made).id;
  });
  const activatedAt = new Date(Date.now() - activeDays * DAY_MS);
  const version = await addVersion(workspaceId, sheetId, { number: 1, activatedAt });
  return {
    sheetId,
    version,
    add: (people: readonly HandedLead[]) => addLeads(workspaceId, version, people.map(fromNow)),
  };
}

const times = (n: number, person: HandedLead): HandedLead[] => Array.from({ length: n }, () => person);
const opportunityAfter = (handed: number, days: number) => [
  { stage: "opportunity" as const, daysAgo: handed - days },
];

/**
 * 80 hand-overs of 150 days ago, of which 22 are opportunities (16 of the 40 that visited the pricing page), and 20 of 20
 * days ago, of which 8 are opportunities already; 50 others, of which 2 are.
 */
export const HUNDRED: HandedLead[] = [
  ...times(16, {
    handed: [150],
    total: 70,
    points: { pricing: 30, title: 20 },
    state: "accepted",
    answeredAfterMinutes: 30,
    stages: opportunityAfter(150, 5),
  }),
  ...times(24, {
    handed: [150],
    total: 70,
    points: { pricing: 30 },
    state: "rejected",
    reason: "no_budget",
    answeredAfterMinutes: 30,
  }),
  ...times(6, { handed: [150], total: 35, points: { title: 20 }, stages: opportunityAfter(150, 5) }),
  ...times(34, { handed: [150], total: 35, points: { title: 20 } }),
  ...times(8, { handed: [20], total: 70, points: { pricing: 30 }, stages: opportunityAfter(20, 5) }),
  ...times(12, { handed: [20], total: 70, points: { pricing: 30 } }),
  ...times(2, { knownDaysAgo: 150, stages: [{ stage: "customer", daysAgo: 140 }] }),
  ...times(48, { knownDaysAgo: 150 }),
];

/** Opens the report and waits for its verdict. */
export async function openReport(page: Page, query = ""): Promise<Locator> {
  await page.goto(`/feedback${query}`);
  const verdict = page.locator("[data-verdict]");
  await expect(verdict).toBeVisible({ timeout: 20_000 });
  return verdict;
}
