"use client";

import { useTranslations } from "next-intl";
import { ChartFrame } from "#components/charts/chart-frame.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { NumberSpec } from "#lib/funnel/api.ts";
import type { Funnel, Waiting } from "#lib/funnel/schemas.ts";
import { NumberButton } from "./number-button.tsx";
import { useWords } from "./use-words.ts";

type Age = Waiting["ages"][number];

/** Where leads wait now, and for how long, whenever they came. */
export function WaitingTable({ funnel }: { funnel: Funnel }) {
  const t = useTranslations("Funnel");
  const words = useWords();
  const { waiting } = funnel;
  const ages = waiting[0]?.ages ?? [];
  const total = waiting.reduce((sum, { n }) => sum + n, 0);
  const old = waiting.reduce((sum, { ages: all }) => sum + (all.at(-1)?.n ?? 0), 0);
  const oldest = ages.at(-1)?.from_days ?? 0;
  const full = Math.max(1, ...waiting.flatMap(({ ages: all }) => all.map(({ n }) => n)));
  const age = ({ from_days: from, to_days: to }: Age) =>
    to === null ? t("ageOver", { from }) : t("age", { from, to });
  const spec = (stage: string, { from_days, to_days }: Age): NumberSpec => ({
    ...{ stage, part: "waiting", age_from: from_days },
    ...(to_days === null ? {} : { age_to: to_days }),
  });
  return (
    <ChartFrame
      title={t("waitingTitle")}
      takeaway={t("waitingTakeaway", { n: total, old, days: oldest })}
      n={total}
      csvName="funnel-waiting"
      columns={[
        { label: t("stage") },
        ...ages.map((one) => ({ label: age(one), numeric: true })),
        { label: t("total"), numeric: true },
      ]}
      rows={waiting.map(({ stage, n, ages: all }) => [words.stage(stage), ...all.map((one) => one.n), n])}
    >
      <Table label={t("waitingTitle")} density="compact">
        <TableHeader>
          <TableRow>
            <TableHead>{t("stage")}</TableHead>
            {ages.map((one) => (
              <TableHead key={one.from_days} numeric>
                {age(one)}
              </TableHead>
            ))}
            <TableHead numeric>{t("total")}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {waiting.map(({ stage, n, ages: all }) => (
            <TableRow key={stage}>
              <TableCell className="font-medium">{words.stage(stage)}</TableCell>
              {all.map((one) => (
                <TableCell key={one.from_days} numeric>
                  <NumberButton
                    n={one.n}
                    label={`${words.stage(stage)}, ${age(one)}`}
                    number={spec(stage, one)}
                  />
                  <span aria-hidden className="mt-0.5 flex justify-end">
                    <span
                      className="h-1 rounded-full bg-accent"
                      style={{ width: `${(one.n / full) * 100}%` }}
                    />
                  </span>
                </TableCell>
              ))}
              <TableCell numeric>
                <NumberButton
                  n={n}
                  label={`${words.stage(stage)}, ${t("total")}`}
                  number={{ stage, part: "waiting" }}
                />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </ChartFrame>
  );
}
