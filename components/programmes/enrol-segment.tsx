"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { enrol } from "#lib/programmes/api.ts";
import { segmentsQuery } from "#lib/segments/api.ts";

/** Takes a segment's leads in, after saying how many they are. */
export function EnrolSegment({ programmeKey, name }: { programmeKey: string; name: string }) {
  const t = useTranslations("Programmes");
  const why = useFailureText();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState("");
  const { data } = useQuery({ ...segmentsQuery(), enabled: open });
  const segment = data?.segments.find(({ key }) => key === chosen);
  const start = useMutation({
    mutationFn: enrol,
    onSuccess: () => showToast("success", t("segmentStarted")),
    onError: (failure) => showToast("error", t("failed", { message: why(failure) })),
  });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t("enrolSegment")}</Button>}
      title={t("enrolSegmentTitle", { name })}
      description={segment ? t("enrolSegmentCount", { n: segment.leads }) : t("enrolSegmentText")}
      confirmText={t("enrol")}
      cancelText={t("cancel")}
      pending={start.isPending}
      onConfirm={() => {
        if (segment)
          start.mutate({ key: programmeKey, enrol: { segment: segment.key, leads: segment.leads } });
      }}
    >
      <Field label={t("segment")}>
        <Select
          value={chosen}
          placeholder={t("choose")}
          options={(data?.segments ?? []).map(({ key, name: label }) => ({ value: key, label }))}
          onChange={({ target }) => setChosen(target.value)}
        />
      </Field>
    </ConfirmDialog>
  );
}
