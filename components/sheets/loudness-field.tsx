"use client";

import { useTranslations } from "next-intl";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { countFires } from "#lib/actions/actions-on.ts";
import type { SheetContent } from "#lib/scoring/schema.ts";
import type { Preview } from "#lib/sheets/preview-schemas.ts";

interface LoudnessFieldProps {
  content: SheetContent;
  /** Undefined while it is worked out. */
  preview: Preview | undefined;
  silent: boolean;
  onChange: (silent: boolean) => void;
}

/** Whether leads that move by the activation are handed over and run actions; says how many would. */
export function LoudnessField({ content, preview, silent, onChange }: LoudnessFieldProps) {
  const t = useTranslations("Sheets.sign");
  const { atOnce, staying } = countFires(content, preview?.moves ?? []);
  const handedOver = content.groups.find(({ handover }) => handover)?.key;
  const handovers = (preview?.moves ?? [])
    .filter(({ to }) => to !== null && to === handedOver)
    .reduce((sum, { leads }) => sum + leads, 0);
  return (
    <div className="flex flex-col gap-2">
      <p className="font-medium">{t("loudness")}</p>
      <SegmentedControl
        label={t("loudness")}
        className="self-start"
        value={silent ? "silent" : "aloud"}
        onValueChange={(value) => onChange(value === "silent")}
        options={[
          { value: "aloud", label: t("aloud") },
          { value: "silent", label: t("silent") },
        ]}
      />
      {preview && (
        <p role="status">
          {t(silent ? "silentHint" : "aloudHint", { moved: preview.moved, actions: atOnce, handovers })}
        </p>
      )}
      {!silent && staying > 0 && <p className="text-muted">{t("staying", { leads: staying })}</p>}
      {preview && !preview.sample.exact && (
        <p className="text-muted">{t("estimated", { n: preview.sample.size })}</p>
      )}
    </div>
  );
}
