"use client";

import { useTranslations } from "next-intl";
import type { InactivityRule } from "#lib/scoring/schema.ts";
import type { SentenceProps } from "./sentence-props.ts";
import { NumberToken, PointsToken, shown } from "./sentence-tokens.tsx";
import { AddToken } from "./tokens.tsx";

/** Going quiet, as a sentence: after how long, how often again, how often at most. */
export function InactivitySentence({ rule, onChange, issues }: SentenceProps<InactivityRule>) {
  const t = useTranslations("RuleSentence");
  const editor = useTranslations("SheetEditor");
  const { after_days: after, every_days: every, limit } = rule;
  const put = (part: Partial<InactivityRule>) => onChange({ ...rule, ...part });
  return (
    <>
      {t.rich("inactivity", {
        again: every === null ? "no" : "yes",
        limit: limit === null ? "no" : "yes",
        after: shown(after),
        every: shown(every),
        times: shown(limit?.times),
        points: () => (
          <PointsToken issues={issues} value={rule.points} onChange={(points) => put({ points })} />
        ),
        silence: (chunks) => (
          <NumberToken
            id="after"
            path="after_days"
            label={t("token.after")}
            field={editor("after")}
            min={0}
            value={after}
            issues={issues}
            onChange={(after_days) => put({ after_days })}
          >
            {chunks}
          </NumberToken>
        ),
        repeat: (chunks) =>
          every !== null && (
            <NumberToken
              id="every"
              path="every_days"
              label={t("token.every")}
              field={editor("every")}
              min={1}
              value={every}
              issues={issues}
              onChange={(every_days) => put({ every_days })}
              drop={{ what: t("add.every"), onDrop: () => put({ every_days: null }) }}
            >
              {chunks}
            </NumberToken>
          ),
        limitTimes: (chunks) =>
          limit !== null && (
            <NumberToken
              id="limit"
              path="limit.times"
              label={t("token.limit")}
              field={editor("times")}
              min={1}
              value={limit.times}
              issues={issues}
              onChange={(times) => put({ limit: { times } })}
              drop={{ what: t("add.limit"), onDrop: () => put({ limit: null }) }}
            >
              {chunks}
            </NumberToken>
          ),
      })}{" "}
      {every === null && <AddToken id="every" what={t("add.every")} onAdd={() => put({ every_days: 7 })} />}
      {limit === null && (
        <AddToken id="limit" what={t("add.limit")} onAdd={() => put({ limit: { times: 4 } })} />
      )}
    </>
  );
}
