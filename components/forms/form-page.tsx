"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { deleteForm, formQuery, setFormState } from "#lib/forms/api.ts";
import type { Form } from "#lib/forms/operation-schemas.ts";
import { ApiError } from "#lib/http/client.ts";
import { paths } from "#lib/paths.ts";
import { AnswersCard } from "./answers-card.tsx";
import { ResultsCard } from "./results-card.tsx";
import { ShareCard } from "./share-card.tsx";
import { StateBadge } from "./state-badge.tsx";

type Props = { formKey: string; mayEdit: boolean; origin: string | null };

/** One form: what was answered, where it can be answered, and the answers one by one. */
export function FormPage({ formKey, mayEdit, origin }: Props) {
  const t = useTranslations("Forms");
  const { data } = useSuspenseQuery(formQuery(formKey));
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: t("title"), href: paths.forms() }, { label: data.name }]}
        title={data.name}
        description={t(`formKinds.${data.content.kind}`)}
        badges={<StateBadge state={data.state} />}
        actions={mayEdit && <Actions form={data} />}
      />
      <div className="flex flex-col gap-6">
        <ShareCard form={data} mayEdit={mayEdit} origin={origin} />
        <ResultsCard formKey={formKey} />
        <AnswersCard form={data} mayEdit={mayEdit} />
      </div>
    </>
  );
}

function Actions({ form }: { form: Form }) {
  const t = useTranslations("Forms");
  const router = useRouter();
  const client = useQueryClient();
  const why = useFailureText();
  const { key, name, state } = form;
  const change = useMutation({
    mutationFn: setFormState,
    onSuccess: (saved) => {
      client.setQueryData(formQuery(key).queryKey, saved);
      void client.invalidateQueries({ queryKey: ["forms", "list"] });
    },
    onError: (failure) => {
      const unfit = failure instanceof ApiError && failure.status === 422;
      showToast("error", unfit ? t("notReady") : t("failed", { message: why(failure) }));
    },
  });
  const remove = useMutation({
    mutationFn: deleteForm,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["forms", "list"] });
      router.push(paths.forms());
    },
    onError: (failure) => showToast("error", t("failed", { message: why(failure) })),
  });
  const to = (next: "open" | "closed" | "archived") => change.mutate({ key, state: next });
  return (
    <>
      <Button asChild>
        <Link href={paths.formEditor(key)}>
          <Pencil aria-hidden />
          {t("edit")}
        </Link>
      </Button>
      {state === "open" ? (
        <Button pending={change.isPending} onClick={() => to("closed")}>
          {t("close")}
        </Button>
      ) : (
        <Button variant="primary" pending={change.isPending} onClick={() => to("open")}>
          {t("open")}
        </Button>
      )}
      {state !== "archived" && state !== "open" && (
        <Button pending={change.isPending} onClick={() => to("archived")}>
          {t("archive")}
        </Button>
      )}
      <ConfirmDialog
        danger
        trigger={<Button>{t("delete")}</Button>}
        title={t("deleteTitle", { name })}
        description={t("deleteText", { n: form.taken })}
        confirmText={t("delete")}
        cancelText={t("cancel")}
        pending={remove.isPending}
        onConfirm={() => remove.mutate(key)}
      />
    </>
  );
}
