"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { previewForm } from "#lib/forms/api.ts";
import { type FormContent, type FormLocale, LOCALES } from "#lib/forms/schemas.ts";

type Props = { formKey: string; read: () => FormContent };

/** The public page as it will look, with what is not saved yet; shut off, so that nothing can be sent from it. */
export function FormPreview({ formKey, read }: Props) {
  const t = useTranslations("Forms");
  const why = useFailureText();
  const [locale, setLocale] = useState<FormLocale>("en");
  const preview = useMutation({
    mutationFn: previewForm,
    onError: (failure) => showToast("error", t("failed", { message: why(failure) })),
  });
  const ask = (at: FormLocale) => preview.mutate({ key: formKey, content: read(), locale: at });
  return (
    <Dialog onOpenChange={(open) => open && ask(locale)}>
      <DialogTrigger asChild>
        <Button>{t("preview")}</Button>
      </DialogTrigger>
      <DialogContent size="lg" title={t("preview")} description={t("previewText")}>
        <SegmentedControl
          className="mb-3"
          label={t("language")}
          value={locale}
          options={LOCALES.map((value) => ({ value, label: t(`languages.${value}`) }))}
          onValueChange={(chosen) => {
            setLocale(chosen);
            ask(chosen);
          }}
        />
        {preview.data ? (
          <iframe
            title={t("preview")}
            sandbox=""
            srcDoc={preview.data.html}
            className="h-[60vh] w-full rounded-md border"
          />
        ) : (
          <SkeletonRegion />
        )}
      </DialogContent>
    </Dialog>
  );
}
