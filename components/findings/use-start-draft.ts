"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { newId } from "#components/sheets/new-id.ts";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { showToast } from "#components/ui/toast.tsx";
import { type StartDraft, startFindingsDraft } from "#lib/findings/api.ts";
import type { Findings } from "#lib/findings/schemas.ts";
import { paths } from "#lib/paths.ts";
import { useReason } from "./use-reason.ts";

type Proposal = StartDraft["suggestions"][number];

/** Makes the chosen findings suggestions on a draft and opens it; sent again after a failure, nothing is made twice. */
export function useStartDraft(findings: Findings) {
  const t = useTranslations("Findings");
  const client = useQueryClient();
  const router = useRouter();
  const failure = useFailureText();
  const { reasonOf, reasonOfNew } = useReason();
  /** One id for each rule, for as long as these findings are on screen. */
  const ids = useRef(new Map<string, string>());
  const idOf = (what: string) => {
    const id = ids.current.get(what) ?? newId();
    ids.current.set(what, id);
    return id;
  };
  const propose = (rule: string, was: string | null, value: unknown, reason: string): Proposal => ({
    id: idOf(rule),
    reason,
    edits: [{ id: idOf(`edit ${rule}`), item: { kind: "rule", key: rule }, was, value }],
  });
  return useMutation({
    mutationFn: (chosen: ReadonlySet<string>) => {
      const changed = findings.rules.flatMap((finding) =>
        finding.change && chosen.has(finding.rule)
          ? [propose(finding.rule, finding.change.was, finding.change.value, reasonOf(finding))]
          : [],
      );
      const added = findings.candidates.flatMap((candidate) =>
        chosen.has(candidate.rule.key)
          ? [propose(candidate.rule.key, null, candidate.rule, reasonOfNew(candidate))]
          : [],
      );
      return startFindingsDraft(findings.sheet, { suggestions: [...changed, ...added] });
    },
    onSuccess: async ({ made, skipped, version }) => {
      await client.invalidateQueries({ queryKey: ["sheets"] });
      const more = skipped.length > 0 ? ` ${t("skipped", { n: skipped.length })}` : "";
      showToast("success", `${t("started", { n: made.length, version })}.${more}`);
      router.push(paths.sheet(findings.sheet, { tab: "edit" }));
    },
    onError: (error) => showToast("error", failure(error)),
  });
}
