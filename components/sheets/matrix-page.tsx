"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/http/client.ts";
import { paths } from "#lib/paths.ts";
import { matrixQuery } from "#lib/sheets/api.ts";
import { gridOf, readsTwice, strayLeads } from "#lib/sheets/matrix-grid.ts";
import type { Matrix } from "#lib/sheets/matrix-schemas.ts";
import { MatrixTable } from "./matrix-table.tsx";
import { SheetLinks } from "./sheet-links.tsx";

/** Two dimensions of a sheet crossed: how many leads are in each pair of bands. */
export function MatrixPage({ sheetKey }: { sheetKey: string }) {
  const t = useTranslations("SheetMatrix");
  const sheets = useTranslations("Sheets");
  const { data, error, refetch } = useQuery(matrixQuery(sheetKey));
  if (!data) {
    if (!error) return <SkeletonRegion />;
    return (
      <ErrorState requestId={error instanceof ApiError ? error.requestId : null} onRetry={() => refetch()} />
    );
  }
  return (
    <>
      <PageHeader
        title={t("title", { name: data.name })}
        breadcrumbs={[
          { label: sheets("title"), href: paths.sheets() },
          { label: data.name, href: paths.sheet(data.key) },
          { label: t("short") },
        ]}
        badges={
          data.version !== null && (
            <span className="text-muted">{sheets("version", { n: data.version })}</span>
          )
        }
        actions={<SheetLinks sheetKey={data.key} current="matrix" />}
        description={
          data.segment_name === null ? undefined : sheets("segmentIs", { name: data.segment_name })
        }
      />
      <Crossed matrix={data} />
    </>
  );
}

function Crossed({ matrix }: { matrix: Matrix }) {
  const t = useTranslations("SheetMatrix");
  const { dimensions, version, unlabelled } = matrix;
  const further = dimensions.slice(2);
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const fixed = further.map(({ key, bands }) => chosen[key] ?? bands[0] ?? "");
  const grid = gridOf(matrix, fixed);
  if (version === null) {
    return (
      <EmptyState kind="first-use" title={t("notActiveTitle")}>
        {t("notActive")}
      </EmptyState>
    );
  }
  if (!grid) {
    return (
      <EmptyState kind="first-use" title={t("noBandsTitle")}>
        {t("noBands", { n: dimensions.length })}
      </EmptyState>
    );
  }
  const stray = strayLeads(matrix) + unlabelled;
  const [rows, columns] = dimensions;
  return (
    <div className="flex flex-col gap-4">
      {stray > 0 && <Alert>{t("stray", { n: stray })}</Alert>}
      {readsTwice(matrix) && <Alert tone="caution">{t("twice")}</Alert>}
      <Card
        title={t("question", { rows: rows?.name ?? "", columns: columns?.name ?? "" })}
        description={t("hint")}
      >
        {further.length > 0 && (
          <div className="mb-4 flex flex-wrap gap-4">
            {further.map(({ key, name, bands }, place) => (
              <Field key={key} label={name} className="w-48">
                <Select
                  value={fixed[place]}
                  options={bands.map((band) => ({ value: band, label: t("band", { band }) }))}
                  onChange={({ target }) => setChosen({ ...chosen, [key]: target.value })}
                />
              </Field>
            ))}
          </div>
        )}
        <MatrixTable matrix={matrix} grid={grid} />
      </Card>
    </div>
  );
}
