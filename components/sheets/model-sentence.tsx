"use client";

import { Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ModelRule } from "#lib/scoring/schema.ts";
import type { SentenceProps } from "./sentence-props.ts";
import { NumberToken, PointsToken, shown } from "./sentence-tokens.tsx";
import { AddToken, Token } from "./tokens.tsx";
import { useErrorAt } from "./use-error-at.ts";

const asPercent = (from: number) => Math.round(from * 1e6) / 1e4;

/** What a frozen model version says, as a step a line, and what the others get. */
export function ModelSentence({ rule, onChange, issues, vocabulary }: SentenceProps<ModelRule>) {
  const t = useTranslations("RuleSentence");
  const format = useFormatter();
  const error = useErrorAt(issues);
  const { steps } = rule;
  const put = (part: Partial<ModelRule>) => onChange({ ...rule, ...part });
  const named = vocabulary.models.find((one) => one.model === rule.model && one.version === rule.version);
  const label = (one: { name: string; version: number }) =>
    t("modelVersion", { name: one.name, version: one.version });
  return (
    <>
      <p>
        {t.rich("model", {
          model: () => (
            <Token
              id="model"
              label={t("token.model")}
              error={error("model") ?? error("version")}
              panel={
                <>
                  <Field
                    label={t("token.model")}
                    hint={vocabulary.models.length === 0 ? t("noModels") : undefined}
                  >
                    <Select
                      value={`${rule.model}@${rule.version}`}
                      placeholder={rule.model === "" ? t("unknown") : undefined}
                      options={vocabulary.models.map((one) => ({
                        value: `${one.model}@${one.version}`,
                        label: label(one),
                      }))}
                      onChange={({ target }) => {
                        const [model = "", version = "1"] = target.value.split("@");
                        put({ model, version: Number(version) });
                      }}
                    />
                  </Field>
                  <Field label={t("backdate")} inline>
                    <Checkbox
                      checked={rule.backdate}
                      onCheckedChange={(checked) => put({ backdate: checked === true })}
                    />
                  </Field>
                </>
              }
            >
              {named ? label(named) : rule.model === "" ? t("unknown") : label({ ...rule, name: rule.model })}
            </Token>
          ),
          backdate: rule.backdate ? "yes" : "no",
        })}
      </p>
      <ol aria-label={t("steps")} className="flex flex-col gap-1">
        {steps.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity but their place
          <li key={place} className="flex items-start gap-1">
            <span className="min-w-0">
              {t.rich("modelStep", {
                points: () => (
                  <PointsToken
                    id={`points-${place}`}
                    path={`steps.${place}.points`}
                    label={t("token.points_case", { n: place + 1 })}
                    issues={issues}
                    value={step.points}
                    onChange={(points) => put({ steps: steps.with(place, { ...step, points }) })}
                  />
                ),
                from: () => (
                  <NumberToken
                    id={`from-${place}`}
                    path={`steps.${place}.from`}
                    label={t("token.from_step", { n: place + 1 })}
                    field={t("percent")}
                    min={0}
                    value={asPercent(step.from)}
                    issues={issues}
                    onChange={(percent) =>
                      put({ steps: steps.with(place, { ...step, from: percent / 100 }) })
                    }
                  >
                    {format.number(shown(step.from), { style: "percent", maximumFractionDigits: 2 })}
                  </NumberToken>
                ),
              })}
            </span>
            <IconButton
              size="sm"
              className="h-6 w-6 text-muted [&_svg]:size-3.5"
              label={t("removeStep", { n: place + 1 })}
              onClick={() => put({ steps: steps.toSpliced(place, 1) })}
            >
              <Trash2 aria-hidden />
            </IconButton>
          </li>
        ))}
      </ol>
      <p className="mt-1">
        {t.rich("otherwise", {
          points: () => (
            <PointsToken
              id="otherwise"
              path="otherwise"
              label={t("token.otherwise")}
              issues={issues}
              value={rule.otherwise}
              onChange={(otherwise) => put({ otherwise })}
            />
          ),
        })}{" "}
        <AddToken
          id={`from-${steps.length}`}
          what={t("add.step")}
          onAdd={() => put({ steps: [...steps, { from: 0.2, points: 10 }] })}
        />
      </p>
    </>
  );
}
