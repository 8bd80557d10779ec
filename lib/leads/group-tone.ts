export type Tone = "cold" | "warm" | "hot";

/**
 * The tone of a group by its place: the lowest is cold, the hand-over group and what lies above it hot (without one,
 * the last), the rest warm. A key that the sheet lacks has no tone.
 */
export function groupTone(
  groups: readonly { key: string; handover?: boolean | undefined }[],
  key: string | null,
): Tone | null {
  const place = groups.findIndex((group) => group.key === key);
  if (place < 0) return null;
  const handover = groups.findIndex((group) => group.handover);
  if (place === 0 && handover !== 0) return "cold";
  return place >= (handover < 0 ? groups.length - 1 : handover) ? "hot" : "warm";
}
