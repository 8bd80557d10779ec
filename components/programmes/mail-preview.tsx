"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { MailFrame } from "#components/mail/mail-frame.tsx";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { previewMail } from "#lib/programmes/api.ts";
import type { Step } from "#lib/programmes/schemas.ts";

type Props = { programmeKey: string; step: Step; n: number };

/** The mail of a step as a lead would get it, before it is saved; and one to oneself. */
export function MailPreview({ programmeKey, step, n }: Props) {
  const t = useTranslations("Programmes");
  const why = useFailureText();
  const [locale, setLocale] = useState<"en" | "es">("en");
  const [lead, setLead] = useState("");
  const preview = useMutation({
    mutationFn: previewMail,
    onSuccess: ({ queued }) => queued !== "no" && showToast("success", t(`test.${queued}`)),
    onError: (failure) => showToast("error", t("failed", { message: why(failure) })),
  });
  const ask = (send: boolean, at = locale) => {
    const ref = lead.trim();
    const named = ref.includes("@") && !ref.startsWith("email:") ? `email:${ref}` : ref;
    preview.mutate({ key: programmeKey, step, locale: at, send, ...(named === "" ? {} : { lead: named }) });
  };
  return (
    <Dialog onOpenChange={(open) => open && ask(false)}>
      <DialogTrigger asChild>
        <Button className="self-start" aria-label={`${t("preview")}: ${t("previewOf", { n: n + 1 })}`}>
          {t("preview")}
        </Button>
      </DialogTrigger>
      <DialogContent
        size="lg"
        title={preview.data?.subject || t("previewOf", { n: n + 1 })}
        footer={
          <Button pending={preview.isPending} onClick={() => ask(true)}>
            {t("sendTest")}
          </Button>
        }
      >
        <div className="mb-3 flex flex-wrap items-end gap-3">
          <Field label={t("previewLead")} className="min-w-56 flex-1">
            <Input value={lead} onChange={({ target }) => setLead(target.value)} />
          </Field>
          <Field label={t("language")} className="w-40">
            <Select
              value={locale}
              options={[
                { value: "en", label: "English" },
                { value: "es", label: "Español" },
              ]}
              onChange={({ target }) => {
                const chosen = target.value === "es" ? "es" : "en";
                setLocale(chosen);
                ask(false, chosen);
              }}
            />
          </Field>
          <Button pending={preview.isPending} onClick={() => ask(false)}>
            {t("show")}
          </Button>
        </div>
        {preview.data && <MailFrame title={t("previewOf", { n: n + 1 })} html={preview.data.html} />}
      </DialogContent>
    </Dialog>
  );
}
