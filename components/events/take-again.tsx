"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { rejectedEventsQuery, replayRejected } from "#lib/collector/api.ts";
import type { RejectedEvent } from "#lib/collector/rejected-schemas.ts";

/** Lists show so much of a message at most: what is cut off cannot be put right here. */
const SHOWN_WHOLE = 100_000;

function asObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = value !== null && typeof value === "object" && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const pretty = (payload: string) => {
  const message = asObject(payload);
  return message ? JSON.stringify(message, null, 2) : payload;
};

/** A refused message, put right and taken again: it keeps its id, its times and its source. */
export function TakeAgain({ item }: { item: RejectedEvent }) {
  const t = useTranslations("RejectedEvents");
  const client = useQueryClient();
  const failure = useFailureText();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(() => pretty(item.payload));
  const isWhole = item.payload.length < SHOWN_WHOLE;
  const message = asObject(text);
  const again = useMutation({
    mutationFn: () =>
      replayRejected({ items: [{ id: item.id, ...(isWhole && message ? { message } : {}) }] }),
    onSuccess: async ({ accepted }) => {
      if (accepted > 0) {
        setOpen(false);
        showToast("success", t("taken"));
      }
      await client.invalidateQueries(rejectedEventsQuery());
    },
  });
  const stillRefused = again.data?.accepted === 0;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm">{t("again")}</Button>
      </DialogTrigger>
      <DialogContent title={t("againTitle")} description={t("againText")} size="md">
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (message || !isWhole) again.mutate();
          }}
        >
          <p className="text-caution">{item.reason}</p>
          {isWhole ? (
            <Field label={t("message")} error={message ? undefined : t("noObject")}>
              <Textarea
                rows={12}
                spellCheck={false}
                className="font-mono text-sm"
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
            </Field>
          ) : (
            <p>{t("tooLong")}</p>
          )}
          {stillRefused && (
            <Alert tone="caution" live>
              {t("stillRefused")}
            </Alert>
          )}
          {again.error && (
            <Alert tone="danger" live>
              {failure(again.error)}
            </Alert>
          )}
          <Button type="submit" variant="primary" className="self-end" pending={again.isPending}>
            {t("again")}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
