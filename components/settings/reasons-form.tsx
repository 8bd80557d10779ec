"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useReasonText } from "#components/rejection-reasons/use-reason-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import {
  MAX_REASON_LENGTH,
  MAX_REASONS,
  rejectionReasonsSchema,
  type Workspace,
} from "#lib/workspace/schemas.ts";
import { useUpdateWorkspace } from "./use-update-workspace.ts";

type Row = { id: number; text: string };

const toRows = (reasons: string[]): Row[] => reasons.map((text, id) => ({ id, text }));

export function ReasonsForm({ workspace, readOnly }: { workspace: Workspace; readOnly: boolean }) {
  const t = useTranslations("Settings");
  const { toText, toReason } = useReasonText();
  const update = useUpdateWorkspace();
  const [rows, setRows] = useState(() => toRows(workspace.rejection_reasons));
  const [refused, setRefused] = useState(false);

  const move = (from: number, to: number) =>
    setRows((now) => {
      const next = [...now];
      next.splice(to, 0, ...next.splice(from, 1));
      return next;
    });
  const add = () =>
    setRows((now) => [...now, { id: Math.max(-1, ...now.map((row) => row.id)) + 1, text: "" }]);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const parsed = rejectionReasonsSchema.safeParse(rows.map((row) => row.text));
    setRefused(!parsed.success);
    if (parsed.success) update.mutate({ rejection_reasons: parsed.data });
  };

  return (
    <Card title={t("workspace.reasonsTitle")} description={t("workspace.reasonsText")}>
      <form noValidate onSubmit={save} className="flex flex-col gap-3">
        <ol className="flex flex-col gap-2">
          {rows.map(({ id, text }, index) => {
            const name = toText(text);
            return (
              <li key={id} className="flex items-start gap-1">
                <Field
                  label={t("workspace.reason", { n: index + 1 })}
                  hideLabel
                  className="flex-1"
                  error={refused && name.trim() === "" ? t("errors.reason") : undefined}
                >
                  <Input
                    value={name}
                    disabled={readOnly}
                    maxLength={MAX_REASON_LENGTH}
                    onChange={({ target }) =>
                      setRows((now) =>
                        now.map((row) => (row.id === id ? { id, text: toReason(target.value) } : row)),
                      )
                    }
                  />
                </Field>
                {!readOnly && (
                  <>
                    <IconButton
                      label={t("workspace.moveUp", { name })}
                      disabled={index === 0}
                      onClick={() => move(index, index - 1)}
                    >
                      <ArrowUp aria-hidden />
                    </IconButton>
                    <IconButton
                      label={t("workspace.moveDown", { name })}
                      disabled={index === rows.length - 1}
                      onClick={() => move(index, index + 1)}
                    >
                      <ArrowDown aria-hidden />
                    </IconButton>
                    <IconButton
                      label={t("workspace.removeReason", { name })}
                      disabled={rows.length === 1}
                      onClick={() => setRows((now) => now.filter((row) => row.id !== id))}
                    >
                      <Trash2 aria-hidden />
                    </IconButton>
                  </>
                )}
              </li>
            );
          })}
        </ol>
        {refused && (
          <p role="alert" className="text-danger text-sm">
            {t("errors.reasons")}
          </p>
        )}
        {!readOnly && (
          <div className="flex flex-wrap gap-2">
            <Button onClick={add} disabled={rows.length >= MAX_REASONS}>
              <Plus aria-hidden />
              {t("workspace.addReason")}
            </Button>
            <Button type="submit" variant="primary" pending={update.isPending}>
              {t("save")}
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}
