"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useDebounced } from "#components/ui/use-debounced.ts";
import type { SheetContent } from "#lib/scoring/schema.ts";
import { type Asked, previewQuery } from "#lib/sheets/api.ts";
import { figureWarnings } from "#lib/sheets/figure-warnings.ts";
import type { Preview } from "#lib/sheets/preview-schemas.ts";
import { targetWarnings } from "#lib/sheets/target-warnings.ts";
import type { SheetWarning } from "#lib/sheets/warning-codes.ts";
import { sheetWarnings } from "#lib/sheets/warnings.ts";
import type { EditorFigures } from "./editor-figures.tsx";

const SETTLE_MS = 400;

export interface SheetPreview {
  /** What was asked last; the data may still be of what was asked before. */
  asked: Asked;
  data: Preview | undefined;
  /** True while newer figures are on their way. */
  updating: boolean;
  error: Error | null;
  retry: () => void;
  warnings: readonly SheetWarning[];
  figures: EditorFigures | null;
}

/**
 * What a content would do, asked a moment after its last change; old figures stay until the new ones are there. Warnings
 * from the content alone follow every keystroke.
 * @param content the last valid one
 */
export function useSheetPreview(
  key: string,
  segment: string,
  content: SheetContent,
  enabled: boolean,
): SheetPreview {
  const state = useMemo(() => ({ key, segment, content }), [key, segment, content]);
  const asked = useDebounced(state, SETTLE_MS);
  const { data, error, isFetching, refetch } = useQuery({
    ...previewQuery(asked.key, asked.segment, asked.content),
    enabled,
  });
  const updating = isFetching || asked !== state;
  const certain = useMemo(() => sheetWarnings(content), [content]);
  const warnings = useMemo(
    () =>
      data
        ? [
            ...certain,
            ...figureWarnings(content, data.rules, data.sample.size),
            ...targetWarnings(content, data.action_targets),
          ]
        : certain,
    [certain, content, data],
  );
  const figures = useMemo(
    (): EditorFigures => ({ rules: data ? ruleFigures(data) : new Map(), warnings, updating }),
    [data, warnings, updating],
  );
  return {
    asked,
    data,
    updating,
    error,
    retry: () => void refetch(),
    warnings,
    figures: enabled ? figures : null,
  };
}

/** Leads of the segment that the content is for, projected where not everybody was asked. */
export const leadsOf = ({ sample, outside }: Preview): number => sample.leads - outside.draft;

function ruleFigures(preview: Preview): EditorFigures["rules"] {
  const all = leadsOf(preview);
  return new Map(
    preview.rules.map(({ rule, leads, opportunities }) => [
      rule,
      { leads, opportunities, share: all === 0 ? 0 : leads / all },
    ]),
  );
}
