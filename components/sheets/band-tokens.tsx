"use client";

import { ArrowLeft, ArrowRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { issuesUnder } from "#components/segments/condition-builder.tsx";
import type { AnyIssue } from "#components/segments/use-issue-text.ts";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import type { Dimension } from "#lib/scoring/schema.ts";
import { moved } from "#lib/sheets/edit-content.ts";
import { NumberField } from "./number-field.tsx";
import { AddToken, DropToken, Token } from "./tokens.tsx";
import { useErrorAt } from "./use-error-at.ts";

type Band = Dimension["bands"][number];

interface BandTokensProps {
  bands: readonly Band[];
  /** Issues of the dimension, its path cut off. */
  issues: readonly AnyIssue[];
  onChange: (bands: Band[]) => void;
}

/** A letter, or a number, for the values from a minimum on; the first that fits counts. */
export function BandTokens({ bands, issues, onChange }: BandTokensProps) {
  const t = useTranslations("SheetEditor");
  const diff = useTranslations("SheetDiff");
  const errorAt = useErrorAt(issuesUnder(issues, "bands"));
  // A new one stands before the one for the rest.
  const rest = bands.findIndex(({ from }) => from === null);
  const end = rest < 0 ? bands.length : rest;
  const add = () => {
    const label = String.fromCharCode(65 + (bands.length % 26));
    const least = Math.min(...bands.flatMap(({ from }) => (from === null ? [] : [from])));
    const from = Number.isFinite(least) ? least - 10 : 10;
    onChange(bands.toSpliced(end, 0, { label, from }));
  };
  return (
    <>
      {bands.map((band, place) => {
        const { label, from } = band;
        const set = (part: Partial<Band>) => onChange(bands.with(place, { ...band, ...part }));
        const id = `band-${place}`;
        const text = from === null ? diff("bandRest", { label }) : diff("band", { label, from });
        return (
          <span key={id}>
            <Token
              id={id}
              label={t("band")}
              error={errorAt(`${place}.label`) ?? errorAt(`${place}.from`)}
              panel={
                <>
                  <div className="flex gap-3">
                    <Field label={t("bandLabel")} error={errorAt(`${place}.label`)} className="w-24">
                      <Input
                        value={label}
                        maxLength={20}
                        onChange={({ target }) => set({ label: target.value })}
                      />
                    </Field>
                    <NumberField
                      label={t("bandFrom")}
                      hint={t("bandFromHint")}
                      className="w-32"
                      value={from}
                      error={errorAt(`${place}.from`)}
                      onChange={(value) => set({ from: value })}
                      onEmpty={() => set({ from: null })}
                    />
                  </div>
                  <div className="flex items-center gap-1">
                    <IconButton
                      size="sm"
                      label={t("bandBefore", { label })}
                      disabled={place === 0}
                      onClick={() => onChange(moved(bands, place, -1))}
                    >
                      <ArrowLeft aria-hidden />
                    </IconButton>
                    <IconButton
                      size="sm"
                      label={t("bandAfter", { label })}
                      disabled={place === bands.length - 1}
                      onClick={() => onChange(moved(bands, place, 1))}
                    >
                      <ArrowRight aria-hidden />
                    </IconButton>
                    <DropToken what={text} onDrop={() => onChange(bands.toSpliced(place, 1))} />
                  </div>
                </>
              }
            >
              {text}
            </Token>{" "}
          </span>
        );
      })}
      <AddToken id={`band-${end}`} what={t("addBand")} onAdd={add} />
    </>
  );
}
