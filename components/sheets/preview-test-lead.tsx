"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { parseAsInteger, useQueryState } from "nuqs";
import { Equation } from "#components/leads/equation.tsx";
import { LeadGroup } from "#components/leads/lead-group.tsx";
import { usePoints } from "#components/leads/use-points.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { ApiError } from "#lib/http/client.ts";
import { paths } from "#lib/paths.ts";
import { type Asked, testLeadQuery } from "#lib/sheets/api.ts";
import type { TestedLead } from "#lib/sheets/preview-schemas.ts";
import { LeadSearch } from "./lead-search.tsx";

const leadParser = parseAsInteger.withOptions({ history: "push" });

/** One lead under the draft: what each rule makes of its events, and the whole sum, beside the active version. */
export function PreviewTestLead({ asked, updating }: { asked: Asked; updating: boolean }) {
  const t = useTranslations("SheetPreview");
  const [lead, setLead] = useQueryState("lead", leadParser);
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-semibold text-lg">{t("test")}</h3>
      {lead === null ? (
        <LeadSearch onChoose={(id) => void setLead(id)} />
      ) : (
        <Tested asked={asked} updating={updating} lead={lead} onOther={() => void setLead(null)} />
      )}
    </section>
  );
}

interface TestedProps {
  asked: Asked;
  updating: boolean;
  lead: number;
  onOther: () => void;
}

function Tested({ asked, updating, lead, onOther }: TestedProps) {
  const t = useTranslations("SheetPreview");
  const { data, error, isFetching, refetch } = useQuery(testLeadQuery(asked, String(lead)));
  const other = (
    <Button size="sm" onClick={onOther}>
      {t("testOther")}
    </Button>
  );
  if (error && !data) {
    const api = error instanceof ApiError ? error : null;
    if (api?.status === 404) return <Alert action={other}>{t("testGone")}</Alert>;
    return <ErrorState requestId={api?.requestId ?? null} onRetry={() => refetch()} headingLevel={3} />;
  }
  if (!data) return <SkeletonRegion rows={4} />;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Link
          href={paths.lead(data.lead_id)}
          className="min-w-0 truncate font-medium text-accent underline underline-offset-2"
        >
          {data.name ?? data.email ?? t("unnamed", { id: data.lead_id })}
        </Link>
        {other}
      </div>
      <Updating active={isFetching || updating}>
        <TestedSum tested={data} />
      </Updating>
    </div>
  );
}

function TestedSum({ tested }: { tested: TestedLead }) {
  const t = useTranslations("SheetPreview");
  const format = useFormatter();
  const { draft, active, rules } = tested;
  const counting = rules.filter(({ raw, faded, events, active: before }) =>
    [raw, faded, events ?? 0, before ?? 0].some((n) => n !== 0),
  );
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-[max-content_max-content_1fr] items-center gap-x-3 gap-y-1">
        {active && (
          <>
            <dt className="text-muted">{t("testActive", { n: active.version })}</dt>
            <dd className="text-right font-medium tabular-nums">{format.number(active.total)}</dd>
            <dd>
              <LeadGroup score={active} />
            </dd>
          </>
        )}
        <dt className="text-muted">{t("draft")}</dt>
        <dd className="text-right font-medium tabular-nums">{format.number(draft.total)}</dd>
        <dd>
          <LeadGroup score={draft} />
        </dd>
      </dl>
      {!draft.in_segment && <Alert>{t("testOutside")}</Alert>}
      {counting.length === 0 ? (
        <p className="text-muted">{t("testNothing")}</p>
      ) : (
        <ul aria-label={t("testRules")} className="flex flex-col divide-y rounded-lg border">
          {counting.map((rule) => (
            <TestedRule key={rule.rule} rule={rule} />
          ))}
        </ul>
      )}
      <Equation score={draft} />
    </div>
  );
}

/** "3 events +30 → after the limit +20 → after fading +14.1". */
function TestedRule({ rule }: { rule: TestedLead["rules"][number] }) {
  const t = useTranslations("SheetPreview");
  const points = usePoints();
  const steps = [
    rule.events === null ? null : t("testEvents", { n: rule.events, points: points(rule.raw) }),
    rule.limited === rule.raw ? null : t("testLimited", { points: points(rule.limited) }),
    Math.abs(rule.faded - rule.limited) < 0.005 ? null : t("testFaded", { points: points(rule.faded) }),
  ].filter((step) => step !== null);
  const isOther = rule.active !== null && Math.abs(rule.active - rule.faded) >= 0.005;
  return (
    <li className="flex items-start justify-between gap-3 px-3 py-2">
      <span className="min-w-0">
        <span className="block [overflow-wrap:anywhere]">{rule.name}</span>
        <span className="block text-muted text-sm">{steps.join(" → ")}</span>
        {isOther && (
          <span className="block text-muted text-sm">
            {t("testBefore", { points: points(rule.active ?? 0) })}
          </span>
        )}
      </span>
      <span className="shrink-0 font-medium tabular-nums">{points(rule.faded)}</span>
    </li>
  );
}
