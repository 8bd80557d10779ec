import { inWorkspace, workspaceIds } from "#db/client.ts";
import { systemContext } from "../context.ts";
import { DAY_MS } from "../scoring/values.ts";
import { loadPeople, signersAmong, tellAbout } from "./people.ts";

type Trial = { id: number; number: number; key: string; name: string; days: number; activatedAt: Date };

/** Days after which both sides are asked: the 30th and 60th of a trial that lasts longer, and its last one. */
export const milestones = (days: number): number[] => [...[30, 60].filter((day) => day < days), days];

/** The latest milestone that has passed, or null. Pure. */
export function milestoneOf(activatedAt: Date, days: number, now: Date): number | null {
  const age = (now.getTime() - activatedAt.getTime()) / DAY_MS;
  return milestones(days).findLast((day) => day <= age) ?? null;
}

/**
 * Asks both sides of every active version that has reached a milestone to confirm or revise it; returns how many
 * versions were asked about. Whoever was asked is not asked again, nor is anybody once both sides have confirmed.
 */
export async function remindTrials(signal?: AbortSignal, now = new Date()): Promise<number> {
  let asked = 0;
  for (const workspaceId of await workspaceIds()) {
    signal?.throwIfAborted();
    asked += await inWorkspace(workspaceId, async (tx) => {
      const found = await tx.$client.query<Trial>(
        `select v.id::int as id, v.number, s.key, s.name, v.trial_days as days, v.activated_at as "activatedAt"
         from sheet_versions v join sheets s on s.workspace_id = v.workspace_id and s.id = v.sheet_id
         where v.workspace_id = $1 and v.state = 'active' and v.activated_at is not null`,
        [workspaceId],
      );
      const due = found.rows.flatMap((trial) => {
        const day = milestoneOf(trial.activatedAt, trial.days, now);
        return day === null ? [] : [{ ...trial, day }];
      });
      if (due.length === 0) return 0;
      const people = await loadPeople(tx, workspaceId);
      const ctx = systemContext(workspaceId, "sheets.remind");
      let here = 0;
      for (const { id, day, days, number, activatedAt, ...sheet } of due) {
        const since = new Date(activatedAt.getTime() + day * DAY_MS);
        const said = await tx.$client.query<{ sides: number }>(
          `select count(distinct side)::int as sides from trial_reviews
           where workspace_id = $1 and version_id = $2 and at >= $3`,
          [workspaceId, id, since],
        );
        if (said.rows[0]?.sides === 2) continue;
        await tellAbout(tx, ctx, sheet, people, signersAmong(people), {
          kind: "trial_review",
          dedupe: `trial:${id}:${day}`,
          payload: { version: number, day, days },
        });
        here++;
      }
      return here;
    });
  }
  return asked;
}
