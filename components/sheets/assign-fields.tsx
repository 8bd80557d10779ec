"use client";

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ConditionBuilder } from "#components/segments/condition-builder.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import type { Condition } from "#lib/scoring/condition-schema.ts";
import type { ActionOf } from "#lib/scoring/group-actions.ts";
import type { ActionFieldsProps } from "./action-fields.tsx";
import { KeyField } from "./key-field.tsx";

const FIRST_WHEN: Condition = { all: [{ field: "", op: "eq", value: "" }] };

/** Who gets a lead: its owner, or by the first route that holds. */
export function AssignFields(props: ActionFieldsProps<ActionOf<"assign">>) {
  const { action, errorAt, attributes, onChange } = props;
  const t = useTranslations("GroupActions");
  const { routes } = action;
  const put = (next: typeof routes) => onChange({ ...action, routes: next });
  return (
    <>
      <Field label={t("ownerFirst")} inline>
        <Checkbox
          checked={action.owner_first}
          onCheckedChange={(isOn) => onChange({ ...action, owner_first: isOn === true })}
        />
      </Field>
      {routes.length > 1 && <p className="text-muted text-sm">{t("routesHint")}</p>}
      {routes.map(({ when, team }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: routes are known by their place.
        <fieldset key={n} className="flex flex-col gap-2 border-line border-t pt-2">
          <legend className="sr-only">{t("route", { n: n + 1 })}</legend>
          <div className="flex items-end justify-between gap-2">
            <KeyField
              of="team"
              label={t("team")}
              hint={t("keyHint", { example: "north" })}
              error={errorAt(`routes.${n}.team`)}
              value={team}
              onChange={(next) => put(routes.with(n, { when, team: next }))}
            />
            {routes.length > 1 && (
              <IconButton
                size="sm"
                label={t("removeRoute", { n: n + 1 })}
                onClick={() => put(routes.toSpliced(n, 1))}
              >
                <Trash2 aria-hidden />
              </IconButton>
            )}
          </div>
          <SegmentedControl
            label={t("route", { n: n + 1 })}
            value={when === null ? "always" : "someCondition"}
            onValueChange={(next) =>
              put(routes.with(n, { team, when: next === "always" ? null : FIRST_WHEN }))
            }
            options={[
              { value: "always", label: t("always") },
              { value: "someCondition", label: t("someCondition") },
            ]}
          />
          {when !== null && (
            <ConditionBuilder
              value={when}
              onChange={(next) => put(routes.with(n, { team, when: next }))}
              issues={[]}
              fields={attributes}
              scope={{ of: "attribute" }}
              depth={2}
            />
          )}
        </fieldset>
      ))}
      <Button size="sm" className="self-start" onClick={() => put([...routes, { when: null, team: "" }])}>
        <Plus aria-hidden />
        {t("addRoute")}
      </Button>
    </>
  );
}
