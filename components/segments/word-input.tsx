"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { Combobox } from "#components/ui/combobox.tsx";
import { useDebounced } from "#components/ui/use-debounced.ts";
import { vocabularyQuery, type WordSource } from "#lib/vocabulary/api.ts";

const TYPING_MS = 150;

export interface WordInputProps {
  source: WordSource;
  /** Names known before anything was asked for. */
  known?: readonly string[];
  value: string;
  onValueChange: (value: string) => void;
  onPick?: (value: string) => void;
  /** What is looked for, where that is only a part of the value. */
  search?: string;
  "aria-label"?: string;
  "aria-invalid"?: boolean;
  placeholder?: string;
  disabled?: boolean;
  opensOnFocus?: boolean;
  autoFocus?: boolean;
  onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** A text field that offers what has really been seen, most frequent first and with how often. */
export function WordInput({
  source,
  known = [],
  value,
  onValueChange,
  search = value,
  ...props
}: WordInputProps) {
  const t = useTranslations("Conditions");
  const format = useFormatter();
  const [used, setUsed] = useState(false);
  const [typed, setTyped] = useState(false);
  const q = useDebounced(typed ? search.trim() : "", TYPING_MS);
  const { data } = useQuery({ ...vocabularyQuery(source, q), enabled: used });
  const low = q.toLowerCase();
  const words = data?.words ?? known.map((word) => ({ value: word, count: null }));
  const options = words
    .filter((word) => word.value.toLowerCase().includes(low))
    .map((word) => ({
      value: word.value,
      detail: word.count === null ? undefined : format.number(word.count),
    }));
  return (
    <Combobox
      {...props}
      listLabel={t("seen")}
      value={value}
      options={options}
      note={data?.sampled ? t("seenSample", { n: data.sampled }) : undefined}
      onFocus={() => {
        setUsed(true);
        setTyped(false);
      }}
      onValueChange={(next) => {
        setTyped(true);
        onValueChange(next);
      }}
    />
  );
}
