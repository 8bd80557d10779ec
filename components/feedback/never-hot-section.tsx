"use client";

import { useTranslations } from "next-intl";
import { BarList } from "#components/charts/bar-list.tsx";
import type { FeedbackReport } from "#lib/feedback/schemas.ts";
import { actText } from "#lib/sheets/sentences.ts";
import { useFigures } from "./use-figures.ts";

/** Customers that were never handed over, and what they did before. */
export function NeverHotSection({ report: { never_hot: missed } }: { report: FeedbackReport }) {
  const t = useTranslations("Feedback");
  const sentences = useTranslations("Sentences");
  const { percent } = useFigures();
  const did = (event: string) => actText(event, sentences);
  const { won, n, described, exact, events, rules, sources } = missed;
  const bars = (list: readonly { name: string; leads: number }[]) =>
    list.map(({ name, leads }) => ({
      key: name,
      label: name,
      value: leads,
      note: t("shareOf", { share: percent(described === 0 ? null : leads / described), n: described }),
    }));
  const labels = (name: string) => ({ name, value: t("n"), note: t("neverHot.share") });
  const takeaway =
    won === 0
      ? t("neverHot.nobody")
      : n === 0
        ? t("neverHot.none")
        : t("neverHot.takeaway", { n, won, share: percent(n / won) });
  return (
    <section aria-labelledby="never-hot" className="flex flex-col gap-4">
      <div>
        <h2 id="never-hot" className="font-semibold text-lg">
          {t("neverHot.question")}
        </h2>
        <p>
          {takeaway}{" "}
          {described > 0 &&
            t(described === n ? "neverHot.didBefore" : "neverHot.described", { n: described })}{" "}
          {!exact && t("neverHot.sampled")}
        </p>
      </div>
      {described > 0 && (
        <div className="grid gap-6 lg:grid-cols-2 print:grid-cols-1">
          {events[0] && (
            <BarList
              headingLevel={3}
              title={t("neverHot.events")}
              takeaway={t("neverHot.eventsTakeaway", { name: did(events[0].event) })}
              n={described}
              csvName="feedback-never-hot-events"
              max={described}
              bars={bars(events.map(({ event, leads }) => ({ name: did(event), leads })))}
              labels={labels(t("neverHot.event"))}
            />
          )}
          {rules[0] && (
            <BarList
              headingLevel={3}
              title={t("neverHot.rules")}
              takeaway={t("neverHot.rulesTakeaway", { name: rules[0].name })}
              n={described}
              csvName="feedback-never-hot-rules"
              max={described}
              bars={bars(rules)}
              labels={labels(t("rules.rule"))}
            />
          )}
          {sources[0] && (
            <BarList
              headingLevel={3}
              title={t("neverHot.sourcesTitle")}
              takeaway={t("neverHot.rulesTakeaway", { name: sources[0].source ?? t("sources.unknown") })}
              n={described}
              csvName="feedback-never-hot-sources"
              max={described}
              bars={bars(
                sources.map(({ source, leads }) => ({ name: source ?? t("sources.unknown"), leads })),
              )}
              labels={labels(t("sources.source"))}
            />
          )}
        </div>
      )}
    </section>
  );
}
