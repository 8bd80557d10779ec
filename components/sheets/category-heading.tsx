"use client";

import { useTranslations } from "next-intl";
import { issuesUnder } from "#components/segments/condition-builder.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Category } from "#lib/scoring/schema.ts";
import { boundsText } from "#lib/sheets/sentences.ts";
import { BoundsFields } from "./bounds-fields.tsx";
import type { EditorParts } from "./editor-parts.ts";
import { NameToken } from "./name-token.tsx";
import { Token } from "./tokens.tsx";

interface CategoryHeadingProps {
  parts: EditorParts;
  category: Category;
  onChange: (category: Category) => void;
}

/** A category's name, what it counts for and between which limits. */
export function CategoryHeading({ category, parts, onChange }: CategoryHeadingProps) {
  const { content, issues } = parts;
  const t = useTranslations("RuleSentence");
  const editor = useTranslations("SheetEditor");
  const sentences = useTranslations("Sentences");
  const own = issuesUnder(issues, `categories.${content.categories.indexOf(category)}`);
  const dimension = content.dimensions.find(({ key }) => key === category.dimension);
  return (
    <div className="min-w-0">
      <h3 className="inline font-semibold text-lg">
        <NameToken
          value={category.name}
          issues={own}
          onChange={(name) => onChange({ ...category, name })}
          className="bg-transparent font-semibold ring-0"
        />
      </h3>
      <span className="text-muted text-sm">
        {t.rich("category", {
          dimension: () => (
            <Token
              id="dimension"
              label={t("token.dimension")}
              error={own.some(({ path }) => path === "dimension") ? category.dimension : undefined}
              panel={
                <Field label={editor("dimensionOf")}>
                  <Select
                    value={category.dimension}
                    options={content.dimensions.map(({ key, name }) => ({ value: key, label: name }))}
                    onChange={({ target }) => onChange({ ...category, dimension: target.value })}
                  />
                </Field>
              }
            >
              {dimension?.name ?? category.dimension}
            </Token>
          ),
          bounds: () => (
            <Token
              id="bounds"
              label={t("token.bounds")}
              panel={
                <BoundsFields
                  value={category}
                  issues={own}
                  onChange={(bounds) => onChange({ ...category, ...bounds })}
                />
              }
            >
              {boundsText(category, sentences) ?? sentences("bounds.none")}
            </Token>
          ),
        })}
      </span>
    </div>
  );
}
