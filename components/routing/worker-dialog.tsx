"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { TimeZoneSelect } from "#components/settings/preference-select.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { availabilityBody, type Worker } from "#lib/routing/schemas.ts";
import { AbsenceForm } from "./absence-form.tsx";
import { useRoutingChange } from "./use-routing-change.ts";
import { WeekEditor } from "./week-editor.tsx";

export interface WorkerDialogProps {
  worker: Worker;
  /** The workspace's, offered first. */
  timeZone: string;
  /** False: only the absences are to be changed. */
  manages: boolean;
  trigger: ReactNode;
}

/** How much somebody takes, when, and when not. */
export function WorkerDialog({ worker, timeZone, manages, trigger }: WorkerDialogProps) {
  const t = useTranslations("Routing");
  return (
    <Dialog>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent title={t("editWorker", { name: worker.name })} size="md">
        <div className="flex flex-col gap-6">
          {manages && <HoursForm worker={worker} timeZone={timeZone} />}
          <section>
            <h3 className="mb-2 font-semibold">{t("absences")}</h3>
            <AbsenceForm worker={worker} />
          </section>
        </div>
      </DialogContent>
    </Dialog>
  );
}

function HoursForm({ worker, timeZone }: Pick<WorkerDialogProps, "worker" | "timeZone">) {
  const t = useTranslations("Routing");
  const [capacity, setCapacity] = useState(worker.capacity === null ? "" : String(worker.capacity));
  const [week, setWeek] = useState(worker.week);
  const [zone, setZone] = useState(worker.time_zone ?? timeZone);
  const [refused, setRefused] = useState<string[]>([]);
  const { saveAvailability } = useRoutingChange();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const parsed = availabilityBody.safeParse({
      capacity: capacity.trim() === "" ? null : Number(capacity),
      week,
      time_zone: zone === timeZone ? null : zone,
    });
    setRefused(parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path[0])));
    if (parsed.success) saveAvailability.mutate({ id: worker.id, ...parsed.data });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field
          label={t("capacity")}
          hint={t("capacityHint")}
          error={refused.includes("capacity") ? t("capacityError") : undefined}
        >
          <Input
            type="number"
            min={0}
            value={capacity}
            placeholder={t("anyNumber")}
            onChange={({ target }) => setCapacity(target.value)}
          />
        </Field>
        <Field label={t("timeZone")}>
          <TimeZoneSelect value={zone} onChange={({ target }) => setZone(target.value)} />
        </Field>
      </div>
      <fieldset>
        <legend className="mb-1 font-medium text-sm">{t("hours")}</legend>
        <WeekEditor week={week} onChange={setWeek} />
        {refused.includes("week") && (
          <p role="alert" className="mt-1 text-danger text-sm">
            {t("weekError")}
          </p>
        )}
      </fieldset>
      <div>
        <Button type="submit" variant="primary" pending={saveAvailability.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
