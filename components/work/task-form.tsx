"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { fromLocalInput, toLocalInput } from "#lib/leads/local-time.ts";
import { postTask, taskKeys } from "#lib/tasks/api.ts";

const DAY_MS = 86_400_000;
/** Minutes before a task is due; "" is no reminder. */
const REMINDERS = ["", "0", "15", "60", "1440"] as const;

type Form = { title: string; due: string; remind: string };

/** A new task, behind a button until it is wanted. */
export function TaskForm({ lead }: { lead: number }) {
  const t = useTranslations("Work");
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <Button size="sm" onClick={() => setOpen(true)}>
        {t("addTask")}
      </Button>
    );
  }
  return <Fields lead={lead} onClose={() => setOpen(false)} />;
}

function Fields({ lead, onClose }: { lead: number; onClose: () => void }) {
  const t = useTranslations("Work");
  const client = useQueryClient();
  const timeZone = useTimeZone() ?? "UTC";
  const [tomorrow] = useState(() => toLocalInput(new Date(Date.now() + DAY_MS).toISOString(), timeZone));
  const { register, handleSubmit, formState } = useForm<Form>({
    defaultValues: { title: "", due: tomorrow, remind: "15" },
  });
  const { errors } = formState;
  const add = useMutation({
    mutationFn: ({ title, due, remind }: Form) =>
      postTask(lead, {
        title: title.trim(),
        due_at: fromLocalInput(due, timeZone) ?? "",
        remind_minutes: remind === "" ? null : Number(remind),
      }),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: taskKeys });
    },
    onError: (error) => showToast("error", t("failed", { message: error.message })),
  });
  return (
    <form
      noValidate
      className="flex flex-col gap-3 rounded-md border p-3"
      onSubmit={handleSubmit((values) => add.mutate(values))}
    >
      <Field label={t("taskTitle")} error={errors.title?.message}>
        <Input
          autoFocus
          maxLength={300}
          {...register("title", { validate: (text) => text.trim() !== "" || t("taskTitleRequired") })}
        />
      </Field>
      <div className="flex flex-wrap gap-3">
        <Field label={t("dueAt")} error={errors.due?.message} className="min-w-44 flex-1">
          <Input
            type="datetime-local"
            {...register("due", {
              validate: (text) => fromLocalInput(text, timeZone) !== null || t("dueRequired"),
            })}
          />
        </Field>
        <Field label={t("remind")} className="min-w-36 flex-1">
          <Select
            options={REMINDERS.map((value) => ({
              value,
              label: t(`reminders.${value === "" ? "none" : value}`),
            }))}
            {...register("remind")}
          />
        </Field>
      </div>
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onClose}>
          {t("cancel")}
        </Button>
        <Button size="sm" type="submit" variant="primary" pending={add.isPending}>
          {t("saveTask")}
        </Button>
      </div>
    </form>
  );
}
