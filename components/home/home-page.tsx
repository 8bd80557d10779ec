import Link from "next/link";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { paths } from "#lib/paths.ts";
import type { Role, Side } from "#lib/permissions.ts";
import type { Needs } from "#lib/queue/get-needs.ts";
import type { Numbers } from "#lib/queue/get-numbers.ts";
import { hasSigned, pickVersions } from "#lib/sheets/pick-versions.ts";
import type { SheetSummary } from "#lib/sheets/schemas.ts";
import { Figure, linkClass } from "./figure.tsx";
import { LateCard } from "./late-card.tsx";
import { NumbersCard } from "./numbers-card.tsx";
import { SetUpChecklist, STEPS, type Step } from "./set-up-checklist.tsx";
import { TasksCard } from "./tasks-card.tsx";

export interface HomePageProps {
  name: string;
  role: Role;
  needs: Needs;
  numbers: Numbers;
  myId: number | null;
  side: Side | null;
  /** Counts above it are known to be more, not how many. */
  countLimit: number;
  steps: Record<Step, boolean>;
  /** Steps that the reader's role can take. */
  may: Record<Step, boolean>;
  queue: { open: number; mine: number; oldest: Date | null };
  week: { leads: number; handovers: number; accepted: number; rejected: number };
  unscored: number;
  sheets: readonly SheetSummary[];
}

export function HomePage({
  name,
  role,
  needs,
  numbers,
  myId,
  side,
  countLimit,
  steps,
  may,
  queue,
  week,
  unscored,
  sheets,
}: HomePageProps) {
  const t = useTranslations("Home");
  const format = useFormatter();
  const now = useNow();
  const isSetUp = STEPS.every((step) => steps[step] || step === "review");
  const figure = (n: number) => (n > countLimit ? t("atLeast", { n: countLimit }) : format.number(n));
  const figures = [
    { key: "leads", n: week.leads, href: paths.leads({ sort: "-created" }) },
    { key: "handovers", n: week.handovers, href: paths.queue({ view: "all" }) },
    { key: "acceptedOf", n: week.accepted, href: paths.queue({ view: "decided" }) },
    { key: "rejected", n: week.rejected, href: paths.queue({ view: "decided" }) },
    { key: "unscored", n: unscored, href: paths.leads({ segment: "none" }) },
  ] as const;
  return (
    <>
      <PageHeader title={t("hello", { name })} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {!isSetUp && <SetUpChecklist done={steps} may={may} />}
        <Waiting side={side} sheets={sheets} reviews={needs.reviews} />
        <Card
          title={t("queue")}
          actions={
            <Button asChild variant={queue.open > 0 ? "primary" : "secondary"} size="sm">
              <Link href={paths.queue()}>{t("toQueue")}</Link>
            </Button>
          }
        >
          <p>
            {queue.open > countLimit ? t("queueMany", { n: countLimit }) : t("queueOpen", { n: queue.open })}{" "}
            {queue.open > 0 && side === "sales" && t("queueMine", { n: queue.mine })}
          </p>
          {queue.oldest && (
            <p className="text-muted">{t("oldest", { when: format.relativeTime(queue.oldest, now) })}</p>
          )}
        </Card>
        <LateCard late={needs.late} countLimit={countLimit} works={side === "sales"} />
        {may.worked && <TasksCard mayWrite myId={myId} />}
        <Trials sheets={sheets} />
        <NumbersCard role={role} numbers={numbers} />
        <Card title={t("numbers")}>
          <dl className="grid grid-cols-2 gap-4 sm:grid-cols-5">
            {figures.map(({ key, n, href }) => (
              <Figure key={key} label={t(key)} href={href}>
                {figure(n)}
              </Figure>
            ))}
          </dl>
        </Card>
        {isSetUp && !steps.review && <SetUpChecklist done={steps} may={may} />}
      </div>
    </>
  );
}

interface WaitingProps {
  side: Side | null;
  sheets: readonly SheetSummary[];
  reviews: Needs["reviews"];
}

/** Drafts that lack a signature and trials that lack a review: the viewer's own, else everybody's. */
function Waiting({ side, sheets, reviews }: WaitingProps) {
  const t = useTranslations("Home");
  const format = useFormatter();
  const waiting = sheets.flatMap((sheet) => {
    const { open } = pickVersions(sheet.versions);
    return open && (side === null || !hasSigned(open, side)) ? [{ sheet, open }] : [];
  });
  return (
    <Card title={t("waiting")}>
      {waiting.length + reviews.length === 0 && <p className="text-muted">{t("waitingNone")}</p>}
      {waiting.length + reviews.length > 0 && side === null && (
        <p className="mb-2 text-muted">{t("waitingNobody")}</p>
      )}
      <ul className="flex flex-col gap-2">
        {waiting.map(({ sheet, open }) => (
          <li key={sheet.key}>
            <Link href={paths.sheet(sheet.key)} className={linkClass}>
              {t("waitingFor", { name: sheet.name, n: String(open.number) })}
            </Link>{" "}
            <span className="text-muted">
              {t("missing", {
                sides: hasSigned(open, "marketing")
                  ? "sales"
                  : hasSigned(open, "sales")
                    ? "marketing"
                    : "both",
              })}
            </span>
          </li>
        ))}
        {reviews.map(({ sheet, name, version, endedAt }) => (
          <li key={`review ${sheet}`}>
            <Link href={paths.sheet(sheet)} className={linkClass}>
              {t("review", { name, n: String(version) })}
            </Link>{" "}
            <span className="text-muted">
              {t("reviewSince", { when: format.dateTime(endedAt, { dateStyle: "medium" }) })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Trials({ sheets }: { sheets: readonly SheetSummary[] }) {
  const t = useTranslations("Home");
  const running = sheets.flatMap((sheet) => {
    const { active } = pickVersions(sheet.versions);
    return active?.trial ? [{ sheet, trial: active.trial }] : [];
  });
  return (
    <Card title={t("trials")}>
      {running.length === 0 && <p className="text-muted">{t("trialsNone")}</p>}
      <ul className="flex flex-col gap-2">
        {running.map(({ sheet, trial }) => (
          <li key={sheet.key}>
            <Link href={paths.sheet(sheet.key)} className={linkClass}>
              {trial.over
                ? t("trialOver", { name: sheet.name })
                : t("trial", { name: sheet.name, day: trial.day, days: trial.days })}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
