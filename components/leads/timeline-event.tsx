"use client";

import { useTranslations } from "next-intl";
import type { TimelineItem } from "#lib/leads/timeline-schemas.ts";
import { CountingNote } from "./event-counting.tsx";
import { usePoints } from "./use-points.ts";
import { valueText } from "./value-text.ts";

type Event = Extract<TimelineItem, { kind: "event" }>;

/** What happened, where, and what each rule makes of it. */
export function EventDetail({ item }: { item: Event }) {
  const t = useTranslations("Lead.timeline");
  const points = usePoints();
  const properties = Object.entries(item.properties);
  const path = typeof item.properties.path === "string" ? item.properties.path : null;
  return (
    <>
      <p className="[overflow-wrap:anywhere]">
        <span className="font-medium">{item.name}</span> {path && <span className="text-muted">{path}</span>}
      </p>
      {item.dated_ahead && <p className="text-caution text-sm">{t("datedAhead")}</p>}
      <CountingNote item={item} />
      {item.points.length > 0 && (
        <ul className="my-0.5 flex flex-col">
          {item.points.map((given) => (
            <li key={given.rule} className="flex items-baseline gap-2 text-sm">
              {given.counted ? (
                <>
                  <span className="min-w-12 shrink-0 font-medium tabular-nums">{points(given.points)}</span>
                  <span className="min-w-0 [overflow-wrap:anywhere]">
                    {given.name} <Version n={item.version} />
                  </span>
                </>
              ) : (
                <>
                  <span className="min-w-12 shrink-0 text-muted tabular-nums">{points(0)}</span>
                  <span className="min-w-0 text-muted [overflow-wrap:anywhere]">
                    {t(given.why === "limit" ? "notCountedLimit" : "notCountedWindow", { rule: given.name })}{" "}
                    <Version n={item.version} />
                  </span>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {properties.length > 0 && (
        <details className="text-sm">
          <summary className="w-fit cursor-pointer rounded-sm py-0.5 text-muted hover:text-foreground">
            {t("properties")}
          </summary>
          <dl className="my-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 border-l pl-3">
            {properties.map(([key, value]) => (
              <div key={key} className="contents">
                <dt className="text-muted">{key}</dt>
                <dd className="[overflow-wrap:anywhere]">{valueText(value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}

function Version({ n }: { n: number | null }) {
  const t = useTranslations("Lead.timeline");
  return n === null ? null : <span className="text-muted">{t("version", { n })}</span>;
}
