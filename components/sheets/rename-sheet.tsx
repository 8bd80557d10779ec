"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { saveDraft } from "#lib/sheets/api.ts";
import type { WorkingCopy } from "./use-working-copy.ts";

/** What the sheet is called: saved on leaving the field or by Enter, with the content as it is saved. */
export function RenameSheet({ copy }: { copy: WorkingCopy }) {
  const t = useTranslations("SheetEditor");
  const client = useQueryClient();
  const { sheet, base, revision } = copy;
  const [typed, setTyped] = useState<string | null>(null);
  const rename = useMutation({
    mutationFn: (name: string) => saveDraft({ key: sheet.key, name, revision, ...base }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["sheets"] });
      setTyped(null);
    },
    onError: (error) => showToast("error", t("renameFailed", { message: error.message })),
  });
  const name = typed?.trim();
  const save = () => {
    if (name !== undefined && name !== "" && name !== sheet.name && !rename.isPending) rename.mutate(name);
    else if (name !== "") setTyped(null);
  };
  return (
    <Field
      label={t("sheetName")}
      error={name === "" ? t("nameMissing") : undefined}
      className="min-w-48 flex-1 sm:max-w-80"
    >
      <Input
        value={typed ?? sheet.name}
        maxLength={200}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === "Enter") save();
        }}
      />
    </Field>
  );
}
