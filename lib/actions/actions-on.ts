import type { GroupAction } from "../scoring/group-actions.ts";
import type { SheetContent } from "../scoring/schema.ts";

type Groups = Pick<SheetContent, "groups">;

/** The actions of one group for leads that enter it, or leave it, in the order of the sheet. Pure. */
export function actionsOn(content: Groups, groupKey: string | null, moved: "enter" | "leave"): GroupAction[] {
  const group = content.groups.find(({ key }) => key === groupKey);
  return (group?.actions ?? []).filter(({ on }) => on === moved);
}

export type Fires = {
  /** Runs of actions that the moves bring. */
  atOnce: number;
  /** Leads that fall out of a group which they have not left before its hysteresis says so. */
  staying: number;
};

/**
 * How many actions a content runs for leads that move, so many from one group to another. Leads that fall out of a group
 * with hysteresis are counted apart: whether they leave it is still to be seen. Pure.
 */
export function countFires(
  content: Groups,
  moves: readonly { from: string | null; to: string | null; leads: number }[],
): Fires {
  const fires: Fires = { atOnce: 0, staying: 0 };
  const place = (key: string | null) => content.groups.findIndex((group) => group.key === key);
  for (const { from, to, leads } of moves) {
    const falls = to !== null && place(from) > place(to);
    if (falls && content.groups[place(from)]?.leave) fires.staying += leads;
    else
      fires.atOnce +=
        leads * (actionsOn(content, from, "leave").length + actionsOn(content, to, "enter").length);
  }
  return fires;
}
