/** Kinds of lines by the place of a series, so that nobody needs colour to tell them apart. */
export const DASHES = ["", "7 4", "2 3", "9 3 2 3", "4 2"] as const;

/** A bit of a line, 24 px wide. */
export function LineSample({ stroke, dash }: { stroke: string; dash: string }) {
  return (
    <svg aria-hidden width={24} height={8} className="shrink-0">
      <line x1={0} x2={24} y1={4} y2={4} stroke={stroke} strokeWidth={2} strokeDasharray={dash} />
    </svg>
  );
}
