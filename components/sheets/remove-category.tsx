"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Category, SheetContent } from "#lib/scoring/schema.ts";
import { withoutCategory } from "#lib/sheets/edit-content.ts";

interface RemoveCategoryProps {
  content: SheetContent;
  category: Category;
  onChange: (content: SheetContent) => void;
  children: ReactNode;
}

/** Removes a category; where it has rules, asks what becomes of them. */
export function RemoveCategory({ content, category, onChange, children }: RemoveCategoryProps) {
  const t = useTranslations("SheetEditor");
  const others = content.categories.filter(({ key }) => key !== category.key);
  const [to, setTo] = useState(others[0]?.key ?? "");
  const rules = content.rules.filter((rule) => rule.category === category.key).length;
  const { name } = category;
  const remove = (target: string | null) => onChange(withoutCategory(content, category.key, target));
  const target = others.some(({ key }) => key === to) ? to : "";
  if (rules === 0) {
    return (
      <IconButton size="sm" label={t("removeCategory", { name })} onClick={() => remove(null)}>
        {children}
      </IconButton>
    );
  }
  return (
    <ConfirmDialog
      trigger={
        <IconButton size="sm" label={t("removeCategory", { name })}>
          {children}
        </IconButton>
      }
      title={t("removeCategoryTitle", { name })}
      description={t("removeCategoryText", { n: rules })}
      confirmText={t("removeCategoryConfirm")}
      cancelText={t("cancel")}
      danger
      onConfirm={() => remove(target === "" ? null : target)}
    >
      <Field label={t("itsRules")}>
        <Select
          value={target}
          options={[
            ...others.map(({ key, name: other }) => ({ value: key, label: t("rulesTo", { name: other }) })),
            { value: "", label: t("rulesGo") },
          ]}
          onChange={(event) => setTo(event.target.value)}
        />
      </Field>
    </ConfirmDialog>
  );
}
