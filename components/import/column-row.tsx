"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Issue } from "#lib/errors.ts";
import type { ImportKind } from "#lib/imports/kinds.ts";
import { COLUMN_TYPES, type Mapping } from "#lib/imports/mapping.ts";
import type { ColumnAnalysis } from "#lib/imports/schemas.ts";
import { fixedTargets, freeKey, freePrefix, IGNORE } from "#lib/imports/targets.ts";
import { useIssueText } from "./wizard-parts.tsx";

type Chosen = Mapping["columns"][string];
type Props = {
  kind: ImportKind;
  column: ColumnAnalysis;
  chosen: Chosen;
  /** Which column has each target. */
  takenBy: ReadonlyMap<string, string>;
  issues: Issue[];
  onChange: (chosen: Chosen) => void;
};

type TargetName =
  | "ignore"
  | "attribute"
  | "property"
  | "email"
  | "user_id"
  | "anonymous_id"
  | "known_at"
  | "stage"
  | "event"
  | "occurred_at"
  | "message_id"
  | "at"
  | "reason"
  | "value";

function useTargetOptions({ kind, column, takenBy }: Props) {
  const t = useTranslations("Imports");
  const free = freePrefix(kind);
  const name = (target: string) => t(`target.${target as TargetName}`);
  return [
    { value: IGNORE, label: name(IGNORE) },
    ...(free ? [{ value: free, label: name(free.slice(0, -1)) }] : []),
    ...fixedTargets(kind).map((target) => {
      const other = takenBy.get(target);
      const taken = other !== undefined && other !== column.name;
      return {
        value: target,
        label: taken ? t("taken", { target: name(target), column: other }) : name(target),
        disabled: taken,
      };
    }),
  ];
}

/** One column of the file: what it is called, what it holds, where it goes and how it is read. */
export function ColumnRow(props: Props) {
  const { kind, column, chosen, issues, onChange } = props;
  const t = useTranslations("Imports");
  const text = useIssueText();
  const options = useTargetOptions(props);
  const free = freePrefix(kind);
  const key = free !== null && chosen.to.startsWith(free) ? (freeKey(chosen.to) ?? "") : null;
  const guessed = freeKey(column.guess.to) ?? "";
  const error = issues[0] ? text(issues[0]) : undefined;
  return (
    <li className="grid items-start gap-x-4 gap-y-2 py-4 md:grid-cols-[minmax(0,2fr)_minmax(0,2fr)_minmax(0,3fr)]">
      <div className="min-w-0">
        <p className="font-medium [overflow-wrap:anywhere]">{column.name}</p>
        <p className="line-clamp-2 text-muted text-sm [overflow-wrap:anywhere]">
          {column.samples.length > 0 ? column.samples.join(" · ") : t("noSamples")}
        </p>
      </div>
      <Field
        label={t("goesToOf", { column: column.name })}
        hideLabel
        error={key === null ? error : undefined}
      >
        <Select
          options={options}
          value={key === null ? chosen.to : (free ?? "")}
          onChange={(event) => {
            const to = event.target.value;
            onChange({ to: to === free ? `${free}${guessed}` : to, type: chosen.type });
          }}
        />
      </Field>
      {key !== null && (
        <div className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-2">
          <Field label={t("keyOf", { column: column.name })} hideLabel error={error}>
            <Input
              value={key}
              placeholder={t("key")}
              maxLength={200}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => onChange({ ...chosen, to: `${free}${event.target.value}` })}
            />
          </Field>
          <Field label={t("typeOf", { column: column.name })} hideLabel>
            <Select
              options={COLUMN_TYPES.map((value) => ({ value, label: t(`types.${value}`) }))}
              value={chosen.type}
              onChange={(event) => {
                const type = COLUMN_TYPES.find((known) => known === event.target.value);
                if (type) onChange({ ...chosen, type });
              }}
            />
          </Field>
        </div>
      )}
    </li>
  );
}
