"use client";

import { useTranslations } from "next-intl";
import { FindingsSection } from "#components/findings/findings-section.tsx";
import { ThresholdChooser } from "#components/thresholds/threshold-chooser.tsx";
import { showToast } from "#components/ui/toast.tsx";
import type { SheetContent } from "#lib/scoring/schema.ts";
import type { Version } from "#lib/sheets/schemas.ts";
import { applyChoice } from "#lib/thresholds/apply-choice.ts";
import type { WorkingCopy } from "./use-working-copy.ts";

interface SheetFindingsProps {
  sheet: string;
  newest: Version;
  /** The last valid content of what is on screen. */
  content: SheetContent;
  copy: WorkingCopy;
  /** Whether a threshold can be put into the draft here. */
  mayChoose: boolean;
  mayEdit: boolean;
  isOpen: boolean;
}

/** Where to cut, and what outcomes teach, of the content in hand. */
export function SheetFindings({
  sheet,
  newest,
  content,
  copy,
  mayChoose,
  mayEdit,
  isOpen,
}: SheetFindingsProps) {
  const t = useTranslations("Thresholds");
  const choose = (group: string | null, at: number) => {
    copy.change({ content: applyChoice(copy.content, group, at, t("hotGroup")) });
    showToast("success", t("applied", { n: at }));
  };
  return (
    <div className="flex flex-col gap-10">
      <ThresholdChooser
        sheetKey={sheet}
        asked={{ content, segment: copy.segment }}
        onChoose={mayChoose ? choose : undefined}
      />
      <FindingsSection sheetKey={sheet} hash={newest.hash} mayEdit={mayEdit} isOpen={isOpen} />
    </div>
  );
}
