"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ColumnRow } from "./column-row.tsx";
import { DiscardButton } from "./discard-button.tsx";
import { FixedFields } from "./fixed-fields.tsx";
import { FormatFields } from "./format-fields.tsx";
import type { StepProps } from "./step-props.ts";
import { IssueList, SavingNote, StepActions } from "./wizard-parts.tsx";

/** Says of each column where it goes, with what the file holds beside it. */
export function ColumnsStep(props: StepProps) {
  const { kind, mapping, analysis, issues, saving, onChange, onStep } = props;
  const t = useTranslations("Imports");
  const takenBy = new Map(Object.entries(mapping.columns).map(([name, { to }]) => [to, name]));
  return (
    <div className="flex flex-col gap-4">
      <IssueList issues={issues} />
      <Card title={t("columnsTitle")} description={t("columnsText", { rows: analysis.rows_sampled })}>
        <ul className="-my-4 divide-y">
          {analysis.columns.map((column) => (
            <ColumnRow
              key={column.name}
              kind={kind}
              column={column}
              chosen={mapping.columns[column.name] ?? column.guess}
              takenBy={takenBy}
              issues={issues.filter((issue) => issue.path === `columns.${column.name}`)}
              onChange={(chosen) =>
                onChange({ ...mapping, columns: { ...mapping.columns, [column.name]: chosen } })
              }
            />
          ))}
        </ul>
      </Card>
      <FixedFields kind={kind} mapping={mapping} onChange={onChange} />
      <FormatFields mapping={mapping} analysis={analysis} onChange={onChange} />
      <StepActions>
        <SavingNote saving={saving} />
        <DiscardButton id={props.id} />
        <Button variant="primary" disabled={issues.length > 0} onClick={() => onStep("values")}>
          {t("toValues")}
        </Button>
      </StepActions>
    </div>
  );
}
