"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Funnel, Rate, StageFigures } from "#lib/funnel/schemas.ts";
import { useWords } from "./use-words.ts";

/** The figures that the rest is about, each with the days before. */
export function FunnelKpis({ funnel }: { funnel: Funnel }) {
  const t = useTranslations("Funnel");
  const format = useFormatter();
  const words = useWords();
  const { figures, previous, basis } = funnel;
  const before = previous.figures;
  const stage = (from: Funnel["figures"], name: StageFigures["stage"]) =>
    from.stages.find((one) => one.stage === name);
  const denominator = (rate: Rate) => {
    if (rate === null) return t(basis === "cohort" ? "nobodyMature" : "nobodyCame");
    return t(basis === "cohort" ? "ofMature" : "perLead", { n: rate.n });
  };
  const won = stage(figures, "customer");
  const wonBefore = stage(before, "customer");
  const money = (from: StageFigures | undefined) => from?.values.map(words.money).join(" + ") || "–";
  return (
    <dl className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-5">
      <Kpi
        name={t("kpis.entered")}
        value={format.number(figures.entered)}
        note={figures.open > 0 ? t("kpis.ofThemOpen", { n: figures.open }) : null}
        before={t("before", { value: format.number(before.entered) })}
      />
      {(["mql", "opportunity", "customer"] as const).map((name) => {
        const rate = stage(figures, name)?.of_start ?? null;
        return (
          <Kpi
            key={name}
            name={t("kpis.toStage", { stage: words.stage(name) })}
            value={words.rate(rate)}
            note={[words.interval(rate), denominator(rate)].filter(Boolean).join(" · ")}
            before={t("before", { value: words.rate(stage(before, name)?.of_start ?? null) })}
          />
        );
      })}
      <Kpi
        name={t("kpis.won")}
        value={money(won)}
        note={t("kpis.wonOf", { n: won?.values.reduce((sum, { n }) => sum + n, 0) ?? 0 })}
        before={t("before", { value: money(wonBefore) })}
      />
    </dl>
  );
}

function Kpi({
  name,
  value,
  note,
  before,
}: {
  name: string;
  value: string;
  note: ReactNode;
  before: string;
}) {
  return (
    <div className="flex flex-col rounded-lg border bg-raised p-4 shadow-card">
      <dt className="text-muted">{name}</dt>
      <dd className="font-semibold text-xl tabular-nums">{value}</dd>
      {note && <dd className="text-sm">{note}</dd>}
      <dd className="mt-auto text-muted text-sm">{before}</dd>
    </div>
  );
}
