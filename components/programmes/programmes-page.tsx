"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { paths } from "#lib/paths.ts";
import { programmesQuery, putProgramme } from "#lib/programmes/api.ts";
import { slug } from "#lib/segments/slug.ts";
import { StateBadge } from "./state-badge.tsx";

/** Programmes with how many leads are in them, and a new one. */
export function ProgrammesPage({ mayEdit }: { mayEdit: boolean }) {
  const t = useTranslations("Programmes");
  const format = useFormatter();
  const { data } = useSuspenseQuery(programmesQuery());
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <div className="flex flex-col gap-6">
        {mayEdit ? <NewProgramme /> : <p className="text-muted">{t("readOnly")}</p>}
        {data.items.length === 0 ? (
          <EmptyState kind="first-use" title={t("none")}>
            {t("noneText")}
          </EmptyState>
        ) : (
          <Table label={t("table")} containerClassName="max-h-none min-h-0">
            <TableHeader>
              <TableRow>
                <TableHead>{t("name")}</TableHead>
                <TableHead>{t("state")}</TableHead>
                <TableHead numeric>{t("steps")}</TableHead>
                <TableHead numeric>{t("active")}</TableHead>
                <TableHead numeric>{t("enrolled")}</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {data.items.map((programme) => (
                <TableRow key={programme.key}>
                  <TableCell className="min-w-48 [overflow-wrap:anywhere]">
                    <Link
                      href={paths.programme(programme.key)}
                      className="text-accent underline underline-offset-2"
                    >
                      {programme.name}
                    </Link>
                  </TableCell>
                  <TableCell>
                    <StateBadge state={programme.state} />
                  </TableCell>
                  <TableCell numeric>{format.number(programme.steps)}</TableCell>
                  <TableCell numeric>{format.number(programme.active)}</TableCell>
                  <TableCell numeric>{format.number(programme.enrolled)}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </div>
    </>
  );
}

function NewProgramme() {
  const t = useTranslations("Programmes");
  const router = useRouter();
  const client = useQueryClient();
  const why = useFailureText();
  const [name, setName] = useState("");
  const create = useMutation({
    mutationFn: putProgramme,
    onSuccess: ({ key }) => {
      void client.invalidateQueries({ queryKey: programmesQuery().queryKey });
      router.push(paths.programme(key));
    },
    onError: (failure) => showToast("error", t("failed", { message: why(failure) })),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const key = slug(name);
    // Revision 0 is nobody's: a programme of that key is not overwritten.
    if (key !== "")
      create.mutate({ key, name, revision: 0, content: { steps: [], goal: null, window: null } });
  };
  return (
    <Card title={t("new")}>
      <form noValidate onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <Field label={t("name")} className="min-w-56 flex-1">
          <Input value={name} maxLength={200} onChange={({ target }) => setName(target.value)} />
        </Field>
        <Button type="submit" variant="primary" disabled={slug(name) === ""} pending={create.isPending}>
          {t("create")}
        </Button>
      </form>
    </Card>
  );
}
