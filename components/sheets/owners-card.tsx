"use client";

import { useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { SIDES, type Side } from "#lib/permissions.ts";
import { readinessQuery, setOwners } from "#lib/sheets/agreement-api.ts";
import type { Owners } from "#lib/sheets/agreement-schemas.ts";
import { useStep } from "./use-step.ts";

/** Members who sign for each side. */
export type Candidates = Record<Side, { id: number; name: string }[]>;

interface OwnersCardProps {
  sheetKey: string;
  owners: Owners;
  candidates: Candidates;
  mayEdit: boolean;
}

/** Who answers for the sheet on each side. */
export function OwnersCard({ sheetKey, owners, candidates, mayEdit }: OwnersCardProps) {
  const t = useTranslations("SheetReadiness");
  const sheets = useTranslations("Sheets");
  const save = useStep((body: Partial<Record<Side, number | null>>) => setOwners(sheetKey, body), {
    said: t("ownersSaved"),
    refresh: [readinessQuery(sheetKey).queryKey],
  });
  return (
    <Card id="owners" title={t("owners")} description={t("ownersText")}>
      <div className="flex flex-col gap-3">
        {SIDES.map((side) =>
          mayEdit ? (
            <Field key={side} label={sheets(`sides.${side}`)}>
              <Select
                value={String(owners[side]?.id ?? "")}
                placeholder={t("nobody")}
                disabled={save.isPending}
                options={candidates[side].map(({ id, name }) => ({ value: String(id), label: name }))}
                onChange={({ target }) =>
                  save.mutate({ [side]: target.value === "" ? null : Number(target.value) })
                }
              />
            </Field>
          ) : (
            <p key={side}>
              <span className="font-medium">{sheets(`sides.${side}`)}:</span>{" "}
              {owners[side]?.name ?? t("nobody")}
            </p>
          ),
        )}
      </div>
    </Card>
  );
}
