"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { WordInput } from "#components/segments/word-input.tsx";
import { Field } from "#components/ui/field.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import type { BehaviourRule } from "#lib/scoring/schema.ts";
import type { SentenceProps } from "./sentence-props.ts";
import { Token, useTokens } from "./tokens.tsx";
import { useErrorAt } from "./use-error-at.ts";

type EventProps = SentenceProps<BehaviourRule> & { children: string };
type Limit = NonNullable<BehaviourRule["limit"]>;

/** The event's name: one that has been seen, or any other. Enter takes it. */
export function EventToken({ rule, onChange, issues, vocabulary, children }: EventProps) {
  const t = useTranslations("RuleSentence");
  const editor = useTranslations("SheetEditor");
  const { hide } = useTokens();
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
              hide("event");
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

/** Whether the limit is for each day or for good. */
export function PerToken({ limit, onChange, children }: PerProps) {
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
