"use client";

import { useTranslations } from "next-intl";
import { RateRows } from "#components/charts/rate-rows.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { NumberSpec } from "#lib/funnel/api.ts";
import { LINE, placeOf } from "#lib/funnel/line.ts";
import type { Funnel, FunnelRow } from "#lib/funnel/schemas.ts";
import { NumberButton } from "./number-button.tsx";
import { useFunnelState } from "./use-funnel-state.ts";
import { useWords } from "./use-words.ts";

/** Rates are compared among this many rows; the table has them all. */
const MOST_RATES = 12;

/** The rows side by side: the rate to the chosen stage, and every stage's count. */
export function Breakdown({ funnel }: { funnel: Funnel }) {
  const t = useTranslations("Funnel");
  const words = useWords();
  const { view } = useFunnelState();
  const place = placeOf(view.stage);
  const stage = words.stage(LINE[place] ?? "opportunity");
  const cohort = funnel.basis === "cohort";
  const rows = funnel.rows.slice(0, MOST_RATES).map((row) => {
    const reached = row.figures.stages[place];
    const rate = reached?.of_start ?? null;
    return {
      ...{ key: row.key, text: words.row(row), label: <RowName row={row} /> },
      n: rate?.n ?? 0,
      converted: (cohort ? reached?.matured : reached?.n) ?? 0,
      rate: rate?.rate ?? null,
      ...{ low: rate?.low ?? null, high: rate?.high ?? null },
    };
  });
  const best = rows.filter(({ rate }) => rate !== null).toSorted((a, b) => (b.low ?? 0) - (a.low ?? 0))[0];
  return (
    <section className="flex flex-col gap-4">
      <RateRows
        title={t("byTitle", { by: words.by, stage })}
        takeaway={
          best && cohort
            ? t("byTakeaway", { name: best.text, rate: words.percent(best.rate ?? 0), n: best.n, stage })
            : t(cohort ? "byTooYoung" : "periodRatios")
        }
        n={rows.reduce((sum, { n }) => sum + n, 0)}
        csvName={`funnel-${funnel.by}`}
        rows={rows}
        labels={{
          ...{ row: words.by, n: t(cohort ? "matureLeads" : "kpis.entered"), converted: stage },
          ...{ rate: t("shareTo", { stage }), low: t("low"), high: t("high") },
        }}
      />
      <Table label={t("byTable", { by: words.by })} density="compact">
        <TableHeader>
          <TableRow>
            <TableHead>{words.by}</TableHead>
            {LINE.map((name) => (
              <TableHead key={name} numeric>
                {words.stage(name)}
              </TableHead>
            ))}
            <TableHead numeric>{t("value")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {funnel.rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </TableBody>
      </Table>
      <p className="text-muted text-sm">
        {t("byNote")} {funnel.more_rows > 0 && t("moreRows", { n: funnel.more_rows })}
      </p>
    </section>
  );
}

/** Filters the report to a row: of segments by the segment, else by the value. */
function RowName({ row }: { row: FunnelRow }) {
  const words = useWords();
  const { state, change } = useFunnelState();
  const name = words.row(row);
  return (
    <button
      type="button"
      className="block max-w-full truncate text-left text-accent underline underline-offset-2"
      onClick={() => change(state.by === "segment" ? { segment: row.key } : { value: row.key })}
    >
      {name}
    </button>
  );
}

function Row({ row }: { row: FunnelRow }) {
  const words = useWords();
  const { state } = useFunnelState();
  const scope: NumberSpec = state.by === "segment" ? { segment: row.key } : { value: row.key };
  const name = words.row(row);
  const won = row.figures.stages.at(-1);
  return (
    <TableRow>
      <TableCell className="max-w-56">
        <RowName row={row} />
      </TableCell>
      {row.figures.stages.map(({ stage, n }) => (
        <TableCell key={stage} numeric>
          <NumberButton
            n={n}
            label={`${name}, ${words.stage(stage)}`}
            number={{ ...scope, stage, part: "all" }}
          />
        </TableCell>
      ))}
      <TableCell numeric>{won?.values.map(words.money).join(" + ") || "–"}</TableCell>
    </TableRow>
  );
}
