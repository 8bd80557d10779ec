"use client";

import { useQueries } from "@tanstack/react-query";
import { templatePreviewQuery } from "#lib/sheets/api.ts";
import type { TemplatePreview } from "#lib/sheets/template-schemas.ts";

/** `failed`: it will not come. */
export type PreviewState = TemplatePreview | "waiting" | "failed";

/** What each template would do to one's own leads, asked one after the other: seven at once would keep others waiting. */
export function useTemplatePreviews(keys: readonly string[], segment: string | undefined): PreviewState[] {
  const answers = useQueries({
    queries: keys.map((key) => ({ ...templatePreviewQuery(key, segment), enabled: false })),
  });
  const next = answers.findIndex(({ data, isError }) => data === undefined && !isError);
  useQueries({
    queries: keys.map((key, place) => ({ ...templatePreviewQuery(key, segment), enabled: place === next })),
  });
  return answers.map(({ data, isError }) => data ?? (isError ? "failed" : "waiting"));
}
