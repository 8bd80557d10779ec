"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { parseAsInteger, useQueryState } from "nuqs";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/http/client.ts";
import { paths } from "#lib/paths.ts";
import { retireSheet } from "#lib/sheets/agreement-api.ts";
import { sheetQuery } from "#lib/sheets/api.ts";
import { pickVersions } from "#lib/sheets/pick-versions.ts";
import type { Sheet } from "#lib/sheets/schemas.ts";
import type { Viewer } from "#lib/sheets/viewer.ts";
import { DiffView, NOTHING } from "./diff-view.tsx";
import { SheetLinks } from "./sheet-links.tsx";
import { TextDialog } from "./text-dialog.tsx";
import { useStep } from "./use-step.ts";
import { VersionList } from "./version-list.tsx";

const versionParser = parseAsInteger.withOptions({ history: "push" });

export function HistoryPage({ sheetKey, viewer }: { sheetKey: string; viewer: Viewer }) {
  const { data, error, refetch } = useQuery(sheetQuery(sheetKey));
  if (data) return <Loaded sheet={data} viewer={viewer} />;
  if (!error) return <SkeletonRegion />;
  return (
    <ErrorState requestId={error instanceof ApiError ? error.requestId : null} onRetry={() => refetch()} />
  );
}

function Loaded({ sheet, viewer }: { sheet: Sheet; viewer: Viewer }) {
  const t = useTranslations("SheetReview");
  const sheets = useTranslations("Sheets");
  const router = useRouter();
  return (
    <>
      <PageHeader
        title={t("historyTitle", { name: sheet.name })}
        breadcrumbs={[
          { label: sheets("title"), href: paths.sheets() },
          { label: sheet.name, href: paths.sheet(sheet.key) },
          { label: t("links.history") },
        ]}
        actions={<SheetLinks sheetKey={sheet.key} current="history" />}
      />
      <div className="flex flex-col gap-4">
        <VersionList
          sheet={sheet}
          mayEdit={viewer.mayEdit}
          onView={(version) => router.push(paths.sheet(sheet.key, { version }))}
        />
        {viewer.side && <Retire sheet={sheet} />}
        <Compare sheet={sheet} />
      </div>
    </>
  );
}

/** Any two versions; what the URL leaves out are the newest and the one before it. */
function Compare({ sheet }: { sheet: Sheet }) {
  const t = useTranslations("SheetReview");
  const diff = useTranslations("SheetDiff");
  const sheets = useTranslations("Sheets");
  const [a, setA] = useQueryState("a", versionParser);
  const [b, setB] = useQueryState("b", versionParser);
  const { versions } = sheet;
  const find = (number: number | null) => versions.find((version) => version.number === number);
  const after = find(b) ?? versions[0];
  const before = find(a) ?? versions.find(({ number }) => number < (after?.number ?? 0));
  const options = versions.map(({ number, state }) => ({
    value: String(number),
    label: `${sheets("version", { n: number })} · ${sheets(`states.${state}`)}`,
  }));
  return (
    <Card
      title={t("compare")}
      description={before && after ? diff("against", { a: before.number, b: after.number }) : diff("first")}
    >
      <div className="flex flex-col gap-4">
        {versions.length > 1 && (
          <div className="flex flex-wrap gap-4">
            <Field label={t("from")}>
              <Select
                value={String(before?.number ?? "")}
                options={options}
                placeholder={before ? undefined : t("choose")}
                onChange={({ target }) => setA(Number(target.value) || null)}
              />
            </Field>
            <Field label={t("to")}>
              <Select
                value={String(after?.number ?? "")}
                options={options}
                onChange={({ target }) => setB(Number(target.value) || null)}
              />
            </Field>
          </div>
        )}
        {after && <DiffView before={before?.content ?? NOTHING} after={after.content} />}
      </div>
    </Card>
  );
}

/** Takes the active version out of use, after asking. */
function Retire({ sheet }: { sheet: Sheet }) {
  const t = useTranslations("SheetReview");
  const [asking, setAsking] = useState(false);
  const { active } = pickVersions(sheet.versions);
  const n = active?.number ?? 0;
  const retire = useStep(
    (note: string) => retireSheet(sheet.key, { version: n, ...(note === "" ? {} : { note }) }),
    { said: t("retired", { n }), refresh: [["sheets"], ["sheet-preview", sheet.key]] },
  );
  if (!active) return null;
  return (
    <div>
      <Button onClick={() => setAsking(true)}>{t("retire", { n })}</Button>
      {asking && (
        <TextDialog
          title={t("retireTitle", { n })}
          description={t("retireText")}
          label={t("note")}
          confirmText={t("retireConfirm")}
          danger
          pending={retire.isPending}
          onClose={() => setAsking(false)}
          onConfirm={(note) => retire.mutate(note, { onSettled: () => setAsking(false) })}
        />
      )}
    </div>
  );
}
