"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { issuesUnder } from "#components/segments/condition-builder.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Dimension } from "#lib/scoring/schema.ts";
import { freeKey, moved, withoutDimension } from "#lib/sheets/edit-content.ts";
import { boundsText } from "#lib/sheets/sentences.ts";
import { BandTokens } from "./band-tokens.tsx";
import { BoundsFields } from "./bounds-fields.tsx";
import type { EditorParts } from "./editor-parts.ts";
import { EditorWarnings } from "./editor-warnings.tsx";
import { IssueLines } from "./issue-lines.tsx";
import { NameToken } from "./name-token.tsx";
import { Token, TokenRow } from "./tokens.tsx";

/** What categories count for: each dimension with its limits and the bands that make the label. */
export function DimensionsEditor({ content, onChange, issues }: EditorParts) {
  const t = useTranslations("SheetEditor");
  const sentence = useTranslations("RuleSentence");
  const sentences = useTranslations("Sentences");
  const { dimensions, categories } = content;
  const put = (next: Dimension[]) => onChange({ ...content, dimensions: next });
  const add = () =>
    put([
      ...dimensions,
      { key: freeKey("dimension", dimensions), name: t("newDimension"), min: null, max: null, bands: [] },
    ]);
  return (
    <div className="flex flex-col gap-2">
      <p className="text-muted">{t("dimensionsHint")}</p>
      <ol className="flex flex-col divide-y">
        {dimensions.map((dimension, place) => {
          const own = issuesUnder(issues, `dimensions.${place}`);
          const set = (part: Partial<Dimension>) => put(dimensions.with(place, { ...dimension, ...part }));
          const { key, name } = dimension;
          const users = categories.filter((category) => category.dimension === key);
          const used = users.length > 0;
          const why = t("dimensionUsed", { name, by: users.map((category) => category.name).join(", ") });
          return (
            <li
              key={key}
              aria-label={name}
              className="flex flex-wrap items-start justify-between gap-x-3 py-1.5"
            >
              <div className="min-w-0 flex-[1_1_20rem] leading-7">
                <TokenRow>
                  <NameToken value={name} issues={own} onChange={(next) => set({ name: next })} />{" "}
                  <Token
                    id="bounds"
                    label={sentence("token.bounds")}
                    panel={<BoundsFields value={dimension} issues={own} onChange={(bounds) => set(bounds)} />}
                  >
                    {boundsText(dimension, sentences) ?? sentences("bounds.none")}
                  </Token>{" "}
                  <BandTokens bands={dimension.bands} issues={own} onChange={(bands) => set({ bands })} />
                </TokenRow>
                <IssueLines issues={own} />
                <EditorWarnings path={`dimensions.${place}`} />
              </div>
              <div className="flex">
                <IconButton
                  size="sm"
                  label={t("ruleUp", { name })}
                  disabled={place === 0}
                  onClick={() => put(moved(dimensions, place, -1))}
                >
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton
                  size="sm"
                  label={t("ruleDown", { name })}
                  disabled={place === dimensions.length - 1}
                  onClick={() => put(moved(dimensions, place, 1))}
                >
                  <ArrowDown aria-hidden />
                </IconButton>
                <IconButton
                  size="sm"
                  label={used ? why : t("removeDimension", { name })}
                  aria-disabled={used}
                  onClick={() => !used && onChange(withoutDimension(content, key))}
                >
                  <Trash2 aria-hidden />
                </IconButton>
              </div>
            </li>
          );
        })}
      </ol>
      <Button size="sm" className="self-start" onClick={add}>
        <Plus aria-hidden />
        {t("addDimension")}
      </Button>
    </div>
  );
}
