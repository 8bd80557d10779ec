"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { formQuery } from "#lib/forms/api.ts";
import type { SheetRules } from "#lib/forms/starters.ts";
import { paths } from "#lib/paths.ts";
import { FormEditor } from "./form-editor.tsx";
import { StateBadge } from "./state-badge.tsx";

/** The builder of one form. */
export function EditFormPage({ formKey, sheets }: { formKey: string; sheets: readonly SheetRules[] }) {
  const t = useTranslations("Forms");
  const { data } = useSuspenseQuery(formQuery(formKey));
  return (
    <>
      <PageHeader
        breadcrumbs={[
          { label: t("title"), href: paths.forms() },
          { label: data.name, href: paths.form(formKey) },
          { label: t("edit") },
        ]}
        title={data.name}
        badges={<StateBadge state={data.state} />}
        actions={
          <Button asChild>
            <Link href={paths.form(formKey)}>{t("toResults")}</Link>
          </Button>
        }
      />
      <FormEditor form={data} sheets={sheets} />
    </>
  );
}
