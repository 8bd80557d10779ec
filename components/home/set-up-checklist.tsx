import { Circle, CircleCheck } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { paths } from "#lib/paths.ts";

export const STEPS = ["source", "leads", "segment", "draft", "signed", "worked", "review"] as const;
export type Step = (typeof STEPS)[number];

const places: Record<Step, string> = {
  source: paths.settings("sources"),
  leads: paths.imports(),
  segment: paths.segments(),
  draft: paths.sheets(),
  signed: paths.sheets(),
  worked: paths.queue(),
  review: paths.feedback(),
};

/** The way from nothing to a reviewed sheet; the first open step carries the action, or says that others take it. */
export function SetUpChecklist({ done, may }: { done: Record<Step, boolean>; may: Record<Step, boolean> }) {
  const t = useTranslations("Home");
  const next = STEPS.find((step) => !done[step]);
  const count = STEPS.filter((step) => done[step]).length;
  return (
    <Card title={t("setUp")} description={t("setUpText", { done: count, all: STEPS.length })}>
      <ol className="flex flex-col gap-3">
        {STEPS.map((step) => {
          const Icon = done[step] ? CircleCheck : Circle;
          return (
            <li key={step} className="flex flex-wrap items-start gap-x-3 gap-y-2">
              <Icon
                aria-hidden
                className={done[step] ? "mt-0.5 size-5 text-success" : "mt-0.5 size-5 text-muted"}
              />
              <div className="min-w-0 flex-1">
                <p className={done[step] ? "text-muted" : "font-medium"}>
                  {t(`steps.${step}.title`)}
                  <span className="sr-only"> ({t(done[step] ? "done" : "open")})</span>
                </p>
                {!done[step] && <p className="text-muted">{t(`steps.${step}.text`)}</p>}
                {step === next && !may[step] && <p>{t("forOthers")}</p>}
              </div>
              {step === next && may[step] && (
                <Button asChild variant="primary" size="sm">
                  <Link href={places[step]}>{t(`steps.${step}.action`)}</Link>
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
