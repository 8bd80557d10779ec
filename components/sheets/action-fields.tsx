"use client";

import { useTranslations } from "next-intl";
import { WordInput } from "#components/segments/word-input.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import {
  ACTION_STAGES,
  type ActionOf,
  ALERT_CHANNELS,
  ALERT_TARGETS,
  type GroupAction,
} from "#lib/scoring/group-actions.ts";
import { AssignFields } from "./assign-fields.tsx";
import { KeyField } from "./key-field.tsx";
import { NumberField } from "./number-field.tsx";

export interface ActionFieldsProps<A extends GroupAction = GroupAction> {
  action: A;
  /** What the field at a path of the action is told. */
  errorAt: (path: string) => string | undefined;
  /** Attributes that have been seen. */
  attributes: readonly string[];
  onChange: (action: GroupAction) => void;
}

/** What an action can be set to, by its kind. */
export function ActionFields(props: ActionFieldsProps) {
  const { action, errorAt, onChange } = props;
  const t = useTranslations("GroupActions");
  switch (action.kind) {
    case "assign":
      return <AssignFields {...props} action={action} />;
    case "alert":
      return <AlertFields {...props} action={action} />;
    case "webhook":
      return (
        <KeyField
          of="endpoint"
          label={t("endpoint")}
          hint={t("keyHint", { example: "sms" })}
          error={errorAt("endpoint")}
          value={action.endpoint}
          onChange={(endpoint) => onChange({ ...action, endpoint })}
        />
      );
    case "set_attribute":
      return <AttributeFields {...props} action={action} />;
    case "set_stage":
      return (
        <Field label={t("stage")} error={errorAt("stage")}>
          <Select
            value={action.stage}
            options={ACTION_STAGES.map((stage) => ({ value: stage, label: t(`stages.${stage}`) }))}
            onChange={({ target }) =>
              onChange({ ...action, stage: target.value as ActionOf<"set_stage">["stage"] })
            }
          />
        </Field>
      );
    case "enrol":
    case "withdraw":
      return (
        <KeyField
          of="programme"
          label={t("programme")}
          hint={t("keyHint", { example: "nurture" })}
          error={errorAt("programme")}
          value={action.programme}
          onChange={(programme) => onChange({ ...action, programme })}
        />
      );
    case "promo_code":
      return (
        <KeyField
          of="pool"
          label={t("pool")}
          hint={t("keyHint", { example: "spring" })}
          error={errorAt("pool")}
          value={action.pool}
          onChange={(pool) => onChange({ ...action, pool })}
        />
      );
    case "crm":
      return (
        <KeyField
          of="connection"
          label={t("connection")}
          hint={t("connectionHint")}
          error={errorAt("connection")}
          value={action.connection ?? ""}
          onChange={(connection) => onChange({ ...action, connection: connection || null })}
        />
      );
  }
}

function AlertFields({ action, errorAt, onChange }: ActionFieldsProps<ActionOf<"alert">>) {
  const t = useTranslations("GroupActions");
  const toggle = (channel: (typeof ALERT_CHANNELS)[number], isOn: boolean) => {
    const channels = ALERT_CHANNELS.filter((one) => (one === channel ? isOn : action.channels.includes(one)));
    if (channels.length > 0) onChange({ ...action, channels });
  };
  return (
    <>
      <Field label={t("to")} error={errorAt("to")}>
        <Select
          value={action.to}
          options={ALERT_TARGETS.map((target) => ({ value: target, label: t(`targets.${target}`) }))}
          onChange={({ target }) => {
            const to = target.value as ActionOf<"alert">["to"];
            onChange({ ...action, to, team: to === "team" ? action.team : null });
          }}
        />
      </Field>
      {action.to === "team" && (
        <KeyField
          of="team"
          label={t("team")}
          hint={t("keyHint", { example: "north" })}
          error={errorAt("team")}
          value={action.team ?? ""}
          onChange={(team) => onChange({ ...action, team: team || null })}
        />
      )}
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-medium text-sm">{t("channels")}</legend>
        {ALERT_CHANNELS.map((channel) => (
          <Field key={channel} label={t(channel)} inline>
            <Checkbox
              checked={action.channels.includes(channel)}
              onCheckedChange={(isOn) => toggle(channel, isOn === true)}
            />
          </Field>
        ))}
      </fieldset>
    </>
  );
}

const VALUE_KINDS = ["text", "number", "true", "false", "none"] as const;
type ValueKind = (typeof VALUE_KINDS)[number];
type Value = ActionOf<"set_attribute">["value"];

const FIRST_VALUES: Record<ValueKind, Value> = { text: "", number: 0, true: true, false: false, none: null };

function kindOf(value: Value): ValueKind {
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "true" : "false";
  return typeof value === "number" ? "number" : "text";
}

function AttributeFields(props: ActionFieldsProps<ActionOf<"set_attribute">>) {
  const { action, errorAt, attributes, onChange } = props;
  const t = useTranslations("GroupActions");
  const { value } = action;
  return (
    <>
      <Field label={t("attribute")} error={errorAt("attribute")}>
        <WordInput
          source={{ kind: "attribute" }}
          known={attributes}
          opensOnFocus
          value={action.attribute}
          onValueChange={(attribute) => onChange({ ...action, attribute })}
        />
      </Field>
      <Field label={t("valueKind")}>
        <Select
          value={kindOf(value)}
          options={VALUE_KINDS.map((kind) => ({ value: kind, label: t(`valueKinds.${kind}`) }))}
          onChange={({ target }) => onChange({ ...action, value: FIRST_VALUES[target.value as ValueKind] })}
        />
      </Field>
      {typeof value === "string" && (
        <Field label={t("value")} error={errorAt("value")}>
          <Input value={value} onChange={({ target }) => onChange({ ...action, value: target.value })} />
        </Field>
      )}
      {typeof value === "number" && (
        <NumberField
          label={t("value")}
          error={errorAt("value")}
          value={value}
          onChange={(next) => onChange({ ...action, value: next })}
        />
      )}
    </>
  );
}
