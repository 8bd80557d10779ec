"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { findingsQuery } from "#lib/findings/api.ts";
import { BASES, type Basis } from "#lib/findings/bases.ts";
import { ApiError } from "#lib/http/client.ts";
import { FindingsResult, suggestedIn } from "./findings-result.tsx";

/** The age at which leads are looked at that were not handed over by then. */
const AGE_DAYS = 30;
const NAMES = { either: "basisEither", handover: "basisHandover", age: "basisAge" } as const;

interface FindingsSectionProps {
  sheetKey: string;
  /** Left out: the open draft, else the active version. */
  version?: number;
  /** Hash of the draft that is asked about, so that an edit of it asks anew. */
  hash?: string;
  mayEdit: boolean;
  /** Whether a draft is open, that suggestions go to. */
  isOpen: boolean;
}

/** What outcomes say about the rules of a sheet, and a draft that starts from it. */
export function FindingsSection({ sheetKey, version, hash, mayEdit, isOpen }: FindingsSectionProps) {
  const t = useTranslations("Findings");
  const [basis, setBasis] = useState<Basis>("either");
  const query = useQuery(findingsQuery(sheetKey, { version, basis, age_days: AGE_DAYS }, hash));
  const { data, error, isFetching, refetch } = query;
  return (
    <section aria-label={t("title")} className="flex min-w-0 flex-col gap-4">
      <div>
        <h2 className="font-semibold text-xl">{t("title")}</h2>
        <p className="text-muted">{t("text")}</p>
      </div>
      <Field label={t("basis")} className="w-72 max-w-full">
        <Select
          value={basis}
          options={BASES.map((one) => ({ value: one, label: t(NAMES[one], { days: AGE_DAYS }) }))}
          onChange={({ target }) => setBasis(BASES.find((one) => one === target.value) ?? "either")}
        />
      </Field>
      {error && (
        <ErrorState
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => refetch()}
          headingLevel={3}
        />
      )}
      {!data && !error && (
        <div>
          <p role="status" className="text-muted text-sm">
            {t("runs")}
          </p>
          <SkeletonRegion rows={6} />
        </div>
      )}
      {data && (
        <Updating active={isFetching}>
          <FindingsResult key={suggestedIn(data).join()} findings={data} mayEdit={mayEdit} isOpen={isOpen} />
        </Updating>
      )}
    </section>
  );
}
