/** Stripes in the text's colour, for figures that are not final. */
export const HATCHED = "bg-[repeating-linear-gradient(135deg,currentColor_0_1.5px,transparent_1.5px_5px)]";

/** The same stripes for shapes in an SVG, which fill themselves with `url(#id)`. */
export function HatchPattern({ id }: { id: string }) {
  return (
    <pattern id={id} width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line x1={0} y1={0} x2={0} y2={5} stroke="var(--accent)" strokeWidth={2.5} />
    </pattern>
  );
}
