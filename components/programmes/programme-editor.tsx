"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError, type ApiIssue } from "#lib/http/client.ts";
import { programmeQuery, putProgramme } from "#lib/programmes/api.ts";
import type { Programme } from "#lib/programmes/operation-schemas.ts";
import type { ProgrammeContent, Step } from "#lib/programmes/schemas.ts";
import { GoalFields, WindowFields } from "./goal-window-fields.tsx";
import { StepFields } from "./step-fields.tsx";

const newStep = (steps: readonly Step[]): Step => {
  const taken = new Set(steps.map(({ key }) => key));
  let n = steps.length + 1;
  while (taken.has(`step-${n}`)) n++;
  const words = { en: "", es: "" };
  return { key: `step-${n}`, delay_hours: steps.length === 0 ? 0 : 72, subject: words, body: words };
};

/** What a programme sends and when; what is refused is said at the step that it concerns. */
export function ProgrammeEditor({ programme, mayEdit }: { programme: Programme; mayEdit: boolean }) {
  const t = useTranslations("Programmes");
  const client = useQueryClient();
  const why = useFailureText();
  const [name, setName] = useState(programme.name);
  const [content, setContent] = useState<ProgrammeContent>(programme.content);
  const [issues, setIssues] = useState<ApiIssue[]>([]);
  const { key, revision } = programme;
  const save = useMutation({
    mutationFn: putProgramme,
    onSuccess: (saved) => {
      setIssues([]);
      client.setQueryData(programmeQuery(key).queryKey, saved);
      showToast("success", t("saved"));
    },
    onError: (failure) => {
      setIssues(failure instanceof ApiError ? failure.issues : []);
      const stale = failure instanceof ApiError && failure.status === 412;
      showToast("error", stale ? t("stale") : t("failed", { message: why(failure) }));
    },
  });
  const set = (part: Partial<ProgrammeContent>) => setContent((now) => ({ ...now, ...part }));
  const { steps } = content;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ key, name, content, revision });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-6">
      <fieldset disabled={!mayEdit} className="contents">
        <Card title={t("settings")}>
          <div className="flex flex-col gap-4">
            <Field label={t("name")} className="max-w-xl">
              <Input value={name} maxLength={200} onChange={({ target }) => setName(target.value)} />
            </Field>
            <GoalFields goal={content.goal} onChange={(goal) => set({ goal })} />
            <WindowFields window={content.window} onChange={(window) => set({ window })} />
          </div>
        </Card>
        {steps.map((step, n) => (
          <StepFields
            key={step.key}
            programmeKey={key}
            step={step}
            n={n}
            last={n === steps.length - 1}
            mayEdit={mayEdit}
            issues={issues.filter(({ path }) => path.startsWith(`content.steps.${n}`))}
            onChange={(changed) => set({ steps: steps.with(n, changed) })}
            onRemove={() => set({ steps: steps.toSpliced(n, 1) })}
            onMove={(by) => set({ steps: steps.toSpliced(n, 1).toSpliced(n + by, 0, step) })}
          />
        ))}
        {steps.length === 0 && <Alert title={t("noSteps")}>{t("noStepsText")}</Alert>}
      </fieldset>
      {mayEdit && (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => set({ steps: [...steps, newStep(steps)] })}>
            <Plus aria-hidden />
            {t("addStep")}
          </Button>
          <Button type="submit" variant="primary" pending={save.isPending}>
            {t("save")}
          </Button>
        </div>
      )}
    </form>
  );
}
