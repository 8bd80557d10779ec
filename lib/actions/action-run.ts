import type { Tx } from "#db/client.ts";
import type { ActionKind, ActionOf } from "../scoring/group-actions.ts";

/** What an action may know. All ids are row ids; `action` is the content of the action as signed. */
export type ActionRun<K extends ActionKind> = {
  workspaceId: number;
  /** Id of the action_runs row: stable over retries; the mark for "once" in other outboxes (`dedupe: `run:${id}``). */
  id: number;
  leadId: number;
  sheet: { id: number; key: string; name: string };
  versionId: number;
  versionNumber: number;
  group: { key: string; name: string };
  on: "enter" | "leave";
  /** The instant of the transition. */
  at: Date;
  total: number;
  action: ActionOf<K>;
};

/**
 * `skipped` says why as a code (e.g. "no_team_member_free", "objected", "unknown_programme"): shown on the actions page,
 * translated under Actions.skipped.<code>.
 */
export type Outcome =
  | { state: "done"; result?: Record<string, string | number | null> }
  | { state: "skipped"; why: string };

export type Perform<K extends ActionKind> = (tx: Tx, run: ActionRun<K>) => Promise<Outcome>;
