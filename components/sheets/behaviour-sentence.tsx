"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { WordInput } from "#components/segments/word-input.tsx";
import { Field } from "#components/ui/field.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import type { BehaviourRule, Condition } from "#lib/scoring/schema.ts";
import { actText } from "#lib/sheets/sentences.ts";
import type { SentenceProps } from "./sentence-props.ts";
import { ConditionToken, NumberToken, PointsToken, shown, useConditionText } from "./sentence-tokens.tsx";
import { AddToken, Token, useTokens } from "./tokens.tsx";
import { useErrorAt } from "./use-error-at.ts";

type Props = SentenceProps<BehaviourRule>;
type Limit = NonNullable<BehaviourRule["limit"]>;

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

/** The event's name: one that has been seen, or any other. Enter takes it. */
function EventToken({ rule, onChange, issues, vocabulary, children }: Props & { children: string }) {
  const t = useTranslations("RuleSentence");
  const editor = useTranslations("SheetEditor");
  const { show } = useTokens();
  const error = useErrorAt(issues)("event");
  const { events } = vocabulary;
  const isUnseen = rule.event !== "" && rule.event !== "*" && !events.includes(rule.event);
  return (
    <Token
      id="event"
      label={t("token.event")}
      error={error}
      panel={
        <Field
          label={editor("event")}
          error={error}
          hint={isUnseen && events.length > 0 ? t("unseen") : editor("eventHint")}
        >
          <WordInput
            source={{ kind: "event" }}
            known={events}
            opensOnFocus
            value={rule.event}
            onValueChange={(event) => onChange({ ...rule, event })}
            onPick={(event) => {
              onChange({ ...rule, event });
              show(null);
            }}
          />
        </Field>
      }
    >
      {children}
    </Token>
  );
}

interface PerProps {
  limit: Limit;
  onChange: (limit: Limit) => void;
  children: ReactNode;
}

function PerToken({ limit, onChange, children }: PerProps) {
  const t = useTranslations("RuleSentence");
  const editor = useTranslations("SheetEditor");
  return (
    <Token
      id="per"
      label={t("token.per")}
      panel={
        <SegmentedControl
          label={editor("per")}
          value={limit.per}
          onValueChange={(per) => onChange({ ...limit, per })}
          options={[
            { value: "lifetime", label: editor("lifetime") },
            { value: "day", label: editor("day") },
          ]}
        />
      }
    >
      {children}
    </Token>
  );
}
