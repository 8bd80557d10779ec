"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { ThresholdChooser } from "#components/thresholds/threshold-chooser.tsx";
import { buttonVariants } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Select } from "#components/ui/select.tsx";
import { paths } from "#lib/paths.ts";
import { FindingsSection } from "./findings-section.tsx";

interface FindingsPageProps {
  sheets: readonly { key: string; name: string; version: number | null; isOpen: boolean }[];
  mayEdit: boolean;
}

const sheetParser = parseAsString.withOptions({ history: "push" });

/** What outcomes say about one sheet's version in force: where to cut, and what each rule is worth. */
export function FindingsPage({ sheets, mayEdit }: FindingsPageProps) {
  const t = useTranslations("Findings");
  const [key, setKey] = useQueryState("sheet", sheetParser);
  const sheet = sheets.find((one) => one.key === key) ?? sheets[0];
  return (
    <>
      <PageHeader title={t("page")} description={t("pageText")} />
      {sheet ? (
        <div className="flex flex-col gap-10">
          <Field label={t("sheet")} className="w-64">
            <Select
              value={sheet.key}
              options={sheets.map((one) => ({ value: one.key, label: one.name }))}
              onChange={({ target }) => setKey(target.value)}
            />
          </Field>
          <ThresholdChooser
            key={`thresholds ${sheet.key}`}
            sheetKey={sheet.key}
            asked={sheet.version === null ? {} : { version: sheet.version }}
          />
          <FindingsSection
            key={`findings ${sheet.key}`}
            sheetKey={sheet.key}
            {...(sheet.version === null ? {} : { version: sheet.version })}
            mayEdit={mayEdit}
            isOpen={sheet.isOpen}
          />
        </div>
      ) : (
        <EmptyState
          kind="first-use"
          title={t("noSheets")}
          action={
            <Link href={paths.sheets()} className={buttonVariants()}>
              {t("toSheets")}
            </Link>
          }
        >
          {t("noSheetsText")}
        </EmptyState>
      )}
    </>
  );
}
