/** Looks shared by the axes of every chart; colours are tokens, so both themes follow. */
export const tick = { fill: "var(--muted)", fontSize: 12 } as const;
export const axisLine = { stroke: "var(--control)" } as const;
export const gridStroke = "var(--line)";

export interface TooltipLine {
  label: string;
  value: string;
}

/** What the pointer or the arrow keys are on. */
export function ChartTooltip({ title, lines }: { title: string; lines: readonly TooltipLine[] }) {
  return (
    <div className="rounded-md border bg-raised px-3 py-2 text-foreground text-sm shadow-overlay">
      <p className="font-medium">{title}</p>
      {lines.map((line) => (
        <p key={line.label} className="flex justify-between gap-4">
          <span className="text-muted">{line.label}</span>
          <span>{line.value}</span>
        </p>
      ))}
    </div>
  );
}
