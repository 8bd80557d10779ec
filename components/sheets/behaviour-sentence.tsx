"use client";

import { useTranslations } from "next-intl";
import type { Condition } from "#lib/scoring/condition-schema.ts";
import type { BehaviourRule } from "#lib/scoring/schema.ts";
import { actText } from "#lib/sheets/sentences.ts";
import { EventToken, PerToken } from "./behaviour-tokens.tsx";
import type { SentenceProps } from "./sentence-props.ts";
import { ConditionToken, NumberToken, PointsToken, shown, useConditionText } from "./sentence-tokens.tsx";
import { AddToken } from "./tokens.tsx";

type Props = SentenceProps<BehaviourRule>;

/** What a condition on an event begins as: pages by their path, anything else open. */
const firstWhere = (event: string): Condition =>
  event === "page_viewed"
    ? { all: [{ field: "path", op: "starts_with", value: "/" }] }
    : { all: [{ field: "", op: "eq", value: "" }] };

/** What leads do, as a sentence: event, condition, limit, window and fading. */
export function BehaviourSentence(props: Props) {
  const { rule, onChange, issues, vocabulary } = props;
  const t = useTranslations("RuleSentence");
  const editor = useTranslations("SheetEditor");
  const sentences = useTranslations("Sentences");
  const say = useConditionText();
  const { where, limit, window_days: window, half_life_days: fade } = rule;
  const put = (part: Partial<BehaviourRule>) => onChange({ ...rule, ...part });
  const drop = (what: "where" | "limit" | "window" | "fade", none: Partial<BehaviourRule>) => ({
    what: t(`add.${what}`),
    onDrop: () => put(none),
  });
  return (
    <>
      {t.rich("behaviour", {
        filter: where === null ? "no" : "yes",
        limit: limit?.per ?? "none",
        window: window === null ? "no" : "yes",
        fade: fade === null ? "no" : "yes",
        times: shown(limit?.times),
        days: (chunks) =>
          window !== null && (
            <NumberToken
              id="window"
              path="window_days"
              label={t("token.window")}
              field={editor("window")}
              min={1}
              value={window}
              issues={issues}
              onChange={(window_days) => put({ window_days })}
              drop={drop("window", { window_days: null })}
            >
              {chunks}
            </NumberToken>
          ),
        points: () => (
          <PointsToken issues={issues} value={rule.points} onChange={(points) => put({ points })} />
        ),
        event: () => <EventToken {...props}>{actText(rule.event, sentences)}</EventToken>,
        where: () =>
          where !== null && (
            <ConditionToken
              id="where"
              path="where"
              label={t("token.where")}
              value={where}
              issues={issues}
              scope={{ of: "event", event: rule.event }}
              fields={vocabulary.properties}
              onChange={(next) => put({ where: next })}
              drop={drop("where", { where: null })}
            >
              {say(where)}
            </ConditionToken>
          ),
        halve: (chunks) =>
          fade !== null && (
            <NumberToken
              id="fade"
              path="half_life_days"
              label={t("token.fade")}
              field={editor("halfLife")}
              min={1}
              value={fade}
              issues={issues}
              onChange={(half_life_days) => put({ half_life_days })}
              drop={drop("fade", { half_life_days: null })}
            >
              {chunks}
            </NumberToken>
          ),
        windowDays: shown(window),
        halfLife: shown(fade),
        per: (chunks) =>
          limit !== null && (
            <PerToken limit={limit} onChange={(next) => put({ limit: next })}>
              {chunks}
            </PerToken>
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
              onChange={(times) => put({ limit: { ...limit, times } })}
              drop={drop("limit", { limit: null })}
            >
              {chunks}
            </NumberToken>
          ),
      })}{" "}
      {where === null && (
        <AddToken id="where" what={t("add.where")} onAdd={() => put({ where: firstWhere(rule.event) })} />
      )}
      {limit === null && (
        <AddToken
          id="limit"
          what={t("add.limit")}
          onAdd={() => put({ limit: { times: 1, per: "lifetime" } })}
        />
      )}
      {window === null && (
        <AddToken id="window" what={t("add.window")} onAdd={() => put({ window_days: 90 })} />
      )}
      {fade === null && <AddToken id="fade" what={t("add.fade")} onAdd={() => put({ half_life_days: 30 })} />}
    </>
  );
}
