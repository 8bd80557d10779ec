"use client";

import { Trash2 } from "lucide-react";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { fromLocalInput } from "#lib/leads/local-time.ts";
import type { Worker } from "#lib/routing/schemas.ts";
import { useRoutingChange } from "./use-routing-change.ts";

/** A member's absences that are not over, and a new one. */
export function AbsenceForm({ worker }: { worker: Worker }) {
  const t = useTranslations("Routing");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "UTC";
  const { addAbsence, removeAbsence } = useRoutingChange();
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const [refused, setRefused] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [begins, ends] = [fromLocalInput(from, timeZone), fromLocalInput(to, timeZone)];
    const fit = begins !== null && ends !== null && begins < ends;
    setRefused(!fit);
    if (!fit) return;
    addAbsence.mutate(
      { member: worker.id, from: begins, to: ends, reason: reason.trim() || null },
      {
        onSuccess: () => {
          setFrom("");
          setTo("");
          setReason("");
        },
      },
    );
  };
  const range = ({ from: start, to: end }: Worker["absences"][number]) =>
    format.dateTimeRange(new Date(start), new Date(end), { dateStyle: "medium", timeStyle: "short" });
  return (
    <div className="flex flex-col gap-3">
      <ul className="flex flex-col gap-1">
        {worker.absences.map((absence) => (
          <li key={absence.id} className="flex items-center justify-between gap-2">
            <span className="[overflow-wrap:anywhere]">
              {range(absence)}
              {absence.reason && <span className="text-muted"> · {absence.reason}</span>}
            </span>
            <IconButton
              label={t("removeAbsence", { range: range(absence) })}
              onClick={() => removeAbsence.mutate(absence.id)}
            >
              <Trash2 aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <form noValidate onSubmit={submit} className="flex flex-col gap-3">
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t("awayFrom")} error={refused ? t("absenceError") : undefined}>
            <Input type="datetime-local" value={from} onChange={({ target }) => setFrom(target.value)} />
          </Field>
          <Field label={t("awayTo")}>
            <Input type="datetime-local" value={to} onChange={({ target }) => setTo(target.value)} />
          </Field>
        </div>
        <Field label={t("reason")} optionalText={t("optional")}>
          <Input value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />
        </Field>
        <div>
          <Button type="submit" pending={addAbsence.isPending}>
            {t("addAbsence")}
          </Button>
        </div>
      </form>
    </div>
  );
}
