"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ChangesView } from "./changes-view.tsx";
import type { Suggesting } from "./use-suggesting.ts";

/** Switches between editing and suggesting; shows what is going to be suggested, and sends it with a reason. */
export function SuggestionBar({ suggesting, held }: { suggesting: Suggesting; held: boolean }) {
  const t = useTranslations("Suggestions");
  const failure = useFailureText();
  const [reason, setReason] = useState("");
  const { isOn, copy, count, error } = suggesting;
  const refusal = () => {
    if (copy.conflicts.length > 0) return t("needsChoice");
    if (copy.issues.length > 0 || held) return t("needsValid");
    if (count === 0) return t("needsChange");
    return reason.trim() === "" ? t("needsReason") : null;
  };
  const why = refusal();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (why !== null || suggesting.isSending || !(await suggesting.send(reason.trim()))) return;
    setReason("");
    showToast("success", t("sent"));
  };
  return (
    <div className="mb-4 flex flex-col gap-3">
      <SegmentedControl
        className="self-start"
        label={t("mode")}
        value={isOn ? "suggest" : "edit"}
        onValueChange={(mode) => suggesting.turn(mode === "suggest")}
        options={[
          { value: "edit", label: t("edit") },
          { value: "suggest", label: t("suggest") },
        ]}
      />
      {isOn && (
        <Card title={t("yourChanges")} description={t("collecting")}>
          <form onSubmit={send} className="flex flex-col gap-3">
            {count === 0 ? (
              <p className="text-muted">{t("nothingYet")}</p>
            ) : (
              <ChangesView before={copy.base} after={copy} />
            )}
            <Field label={t("reason")} hint={t("reasonHint")}>
              <Textarea value={reason} maxLength={2000} onChange={({ target }) => setReason(target.value)} />
            </Field>
            {error && (
              <p role="alert" className="text-danger">
                {t("failed", { message: failure(error) })}
              </p>
            )}
            <div className="flex flex-wrap items-center gap-2">
              <Button type="submit" variant="primary" pending={suggesting.isSending} disabled={why !== null}>
                {t("send")}
              </Button>
              <Button onClick={suggesting.discard}>{t("discard")}</Button>
              {why !== null && <p className="text-muted">{why}</p>}
            </div>
          </form>
        </Card>
      )}
    </div>
  );
}
