"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { SIDES, type Side } from "#lib/permissions.ts";
import { previewQuery } from "#lib/sheets/api.ts";
import { hasSigned } from "#lib/sheets/pick-versions.ts";
import type { Sheet, Version } from "#lib/sheets/schemas.ts";
import { LoudnessField } from "./loudness-field.tsx";
import { MoveList } from "./preview-movers.tsx";
import { PreviewWarnings } from "./preview-warnings.tsx";
import { useSignOff } from "./use-sign-off.ts";

interface SignDialogProps {
  sheet: Sheet;
  version: Version;
  side: Side;
  onClose: () => void;
}

/** Asks before a signature, saying what it brings about and which leads would move. */
export function SignDialog({ sheet, version, side, onClose }: SignDialogProps) {
  const t = useTranslations("Sheets");
  const preview = useTranslations("SheetPreview");
  const [note, setNote] = useState("");
  const [when, setWhen] = useState("");
  const [silent, setSilent] = useState(false);
  const { sign } = useSignOff(sheet.key);
  const { data } = useQuery(previewQuery(sheet.key, version.segment, version.content));
  const isLast = SIDES.every((one) => one === side || hasSigned(version, one));
  const n = version.number;
  const { hash } = version;
  const confirm = () => {
    const text = note.trim();
    const at = when === "" ? {} : { activate_at: new Date(when).toISOString() };
    const how = isLast ? { ...at, ...(silent ? { silent } : {}) } : {};
    sign.mutate({ hash, side, ...how, ...(text === "" ? {} : { note: text }) }, { onSettled: onClose });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        size="md"
        title={t("sign.confirmTitle", { n, side: t(`sides.${side}`) })}
        description={isLast ? t("sign.confirmLast", { n }) : t("sign.confirmFirst")}
        footer={
          <>
            <Button onClick={onClose}>{t("cancel")}</Button>
            <Button variant="primary" pending={sign.isPending} onClick={confirm}>
              {t("sign.sign", { side: t(`sides.${side}`) })}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          {data ? (
            <div className="flex flex-col gap-2">
              <p>
                {data.active_version === null
                  ? preview("first", { leads: data.sample.leads })
                  : preview("takeaway", { moved: data.moved })}
              </p>
              <MoveList preview={data} />
              <PreviewWarnings content={version.content} warnings={data.warnings} />
            </div>
          ) : (
            <SkeletonRegion rows={2} />
          )}
          <Field label={t("sign.note")} hint={t("sign.noteHint")}>
            <Textarea value={note} maxLength={2000} onChange={({ target }) => setNote(target.value)} />
          </Field>
          {isLast && (
            <>
              <Field label={t("sign.when")} hint={t("sign.whenHint")} optionalText={t("sign.optional")}>
                <Input type="datetime-local" value={when} onChange={({ target }) => setWhen(target.value)} />
              </Field>
              <LoudnessField content={version.content} preview={data} silent={silent} onChange={setSilent} />
            </>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
