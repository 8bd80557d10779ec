"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Rule } from "#lib/scoring/schema.ts";
import { decayOf } from "#lib/sheets/decay.ts";

const [WIDTH, HEIGHT] = [44, 16];

/** How an event's points go with its age; nothing where they stay. */
export function DecayCurve({ rule }: { rule: Rule }) {
  const t = useTranslations("SheetEditor.curve");
  const format = useFormatter();
  const decay = decayOf(rule);
  if (!decay || decay.points === 0) return null;
  const { points, days, half, ends, steps } = decay;
  const path = steps
    .map(({ at, points: left }, n) => {
      const [x, y] = [(at / days) * (WIDTH - 2) + 1, HEIGHT - 1 - (left / points) * (HEIGHT - 2)];
      return `${n === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
  const said = { points: format.number(points, { signDisplay: "exceptZero" }), half: half ?? 0, days };
  const label = half === null ? t("window", said) : ends ? t("both", said) : t("half", said);
  return (
    <svg
      role="img"
      aria-label={label}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="shrink-0 text-muted"
    >
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
    </svg>
  );
}
