import type { SheetContent } from "../scoring/schema.ts";

/**
 * The content with a group that hands over from a total. Without a group (pilot mode) the highest one is made to hand
 * over, or one is added where there is only the group of everybody.
 * @param name of a group that is added
 */
export function applyChoice(
  content: SheetContent,
  group: string | null,
  at: number,
  name: string,
): SheetContent {
  const { groups } = content;
  const last = groups.at(-1);
  const key = group ?? (groups.length > 1 ? last?.key : undefined);
  if (key !== undefined) {
    const next = groups.map((one) =>
      one.key === key ? { ...one, handover: true, from: { ...one.from, total: at } } : one,
    );
    return { ...content, groups: next };
  }
  const free = ["hot", "hot_2"].find((one) => one !== last?.key) ?? "hot";
  return { ...content, groups: [...groups, { key: free, name, from: { total: at }, handover: true }] };
}
