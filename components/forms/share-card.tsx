"use client";

import { useMutation } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { linkForm } from "#lib/forms/api.ts";
import type { Form } from "#lib/forms/operation-schemas.ts";
import { embedFrame, embedScript } from "#lib/forms/snippets.ts";

type Props = { form: Form; mayEdit: boolean; origin: string | null };

/** Where the form is answered: by its address, on one's own website, and by a lead's own link. */
export function ShareCard({ form, mayEdit, origin }: Props) {
  const t = useTranslations("Forms");
  const { pathname, origin: installed } = new URL(form.url);
  const at = origin ?? installed;
  const url = `${at}${pathname}`;
  const [locale = "en"] = form.locales;
  return (
    <Card title={t("share")} description={t("shareText")}>
      <div className="flex flex-col gap-4">
        {form.state === "open" ? (
          <Button asChild className="self-start">
            <a href={url} target="_blank" rel="noreferrer">
              <ExternalLink aria-hidden />
              {t("openPage")}
            </a>
          </Button>
        ) : (
          <Alert>{t(form.state === "draft" ? "stillDraft" : "takesNone")}</Alert>
        )}
        <Labelled label={t("address")} code={url} copyLabel={t("copyAddress")} />
        <details>
          <summary className="cursor-pointer font-medium">{t("embed")}</summary>
          <div className="mt-3 flex flex-col gap-4">
            <p className="text-muted">{t("embedText")}</p>
            <Labelled
              label={t("embedScript")}
              code={embedScript(at, pathname.replace(/^\/f\//, ""))}
              copyLabel={t("copyEmbedScript")}
            />
            <Labelled
              label={t("embedFrame")}
              code={embedFrame(url, form.content.title[locale])}
              copyLabel={t("copyEmbedFrame")}
            />
          </div>
        </details>
        {mayEdit && <PersonalLink formKey={form.key} />}
      </div>
    </Card>
  );
}

function Labelled({ label, code, copyLabel }: { label: string; code: string; copyLabel: string }) {
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium">{label}</p>
      <CodeBlock label={label} code={code} copyLabel={copyLabel} />
    </div>
  );
}

function PersonalLink({ formKey }: { formKey: string }) {
  const t = useTranslations("Forms");
  const why = useFailureText();
  const { register, handleSubmit } = useForm({ defaultValues: { lead: "" } });
  const make = useMutation({
    mutationFn: linkForm,
    onError: (failure) => showToast("error", t("failed", { message: why(failure) })),
  });
  const submit = ({ lead }: { lead: string }) => {
    const ref = lead.trim();
    if (ref === "") return;
    make.mutate({
      key: formKey,
      lead: ref.includes("@") && !ref.startsWith("email:") ? `email:${ref}` : ref,
    });
  };
  return (
    <details>
      <summary className="cursor-pointer font-medium">{t("personal")}</summary>
      <form noValidate onSubmit={handleSubmit(submit)} className="mt-3 flex flex-wrap items-end gap-3">
        <Field label={t("personalLead")} hint={t("personalHint")} className="min-w-56 flex-1">
          <Input autoComplete="off" {...register("lead")} />
        </Field>
        <Button type="submit" pending={make.isPending}>
          {t("makeLink")}
        </Button>
      </form>
      {make.data && (
        <div className="mt-3">
          <Labelled label={t("personalAddress")} code={make.data.url} copyLabel={t("copyPersonal")} />
        </div>
      )}
    </details>
  );
}
