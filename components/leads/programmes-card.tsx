"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useLeftReason } from "#components/programmes/use-left-reason.ts";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/http/client.ts";
import { paths } from "#lib/paths.ts";
import { can, type Role } from "#lib/permissions.ts";
import { enrol, leadProgrammesQuery, withdraw } from "#lib/programmes/api.ts";

/** A lead's programmes and promo codes. */
export function ProgrammesCard({ id, role }: { id: number; role: Role }) {
  const t = useTranslations("Lead.programmes");
  const format = useFormatter();
  const client = useQueryClient();
  const reason = useLeftReason();
  const why = useFailureText();
  const lead = String(id);
  const { data } = useQuery(leadProgrammesQuery(lead));
  const [chosen, setChosen] = useState("");
  const mayEnrol = can(role, "programmes:enrol");
  const refresh = () => client.invalidateQueries({ queryKey: leadProgrammesQuery(lead).queryKey });
  const onError = (failure: Error) => {
    const code = failure instanceof ApiError ? failure.issues[0]?.code : undefined;
    showToast(
      "error",
      code ? t("refused", { reason: reason(code) }) : t("failed", { message: why(failure) }),
    );
  };
  const enter = useMutation({ mutationFn: enrol, onSuccess: refresh, onError });
  const leave = useMutation({ mutationFn: withdraw, onSuccess: refresh, onError });
  const day = (iso: string) => format.dateTime(new Date(iso), { dateStyle: "medium" });
  if (!data) return null;
  return (
    <Card title={t("title")}>
      {data.enrolments.length === 0 && <p className="text-muted">{t("none")}</p>}
      <ul className="flex flex-col gap-3">
        {data.enrolments.map((one) => (
          <li
            key={`${one.programme} ${one.entered_at}`}
            className="flex flex-wrap items-start justify-between gap-2"
          >
            <div className="min-w-0 [overflow-wrap:anywhere]">
              <Link
                href={paths.programme(one.programme)}
                className="text-accent underline underline-offset-2"
              >
                {one.name}
              </Link>
              <p className="text-muted text-sm">
                {one.active ? t("since", { day: day(one.entered_at) }) : reason(one.left_reason)}
              </p>
            </div>
            {one.active && mayEnrol && (
              <Button
                size="sm"
                pending={leave.isPending}
                aria-label={t("withdrawFrom", { name: one.name })}
                onClick={() => leave.mutate({ key: one.programme, lead })}
              >
                {t("withdraw")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {data.codes.length > 0 && (
        <dl className="mt-4 flex flex-col gap-2 border-t pt-4">
          {data.codes.map(({ pool, code }) => (
            <div key={`${pool} ${code}`} className="[overflow-wrap:anywhere]">
              <dt className="text-muted text-sm">{t("code", { pool })}</dt>
              <dd>
                <code>{code}</code>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {mayEnrol && data.programmes.length > 0 && (
        <div className="mt-4 flex flex-wrap items-end gap-2 border-t pt-4">
          <Field label={t("enrolIn")} className="min-w-40 flex-1">
            <Select
              value={chosen}
              placeholder={t("choose")}
              options={data.programmes.map(({ key, name }) => ({ value: key, label: name }))}
              onChange={({ target }) => setChosen(target.value)}
            />
          </Field>
          <Button
            disabled={chosen === ""}
            pending={enter.isPending}
            onClick={() => enter.mutate({ key: chosen, enrol: { lead } })}
          >
            {t("enrol")}
          </Button>
        </div>
      )}
    </Card>
  );
}
