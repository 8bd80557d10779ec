"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { NumberSpec } from "#lib/funnel/api.ts";
import { useFunnelState } from "./use-funnel-state.ts";

interface NumberButtonProps {
  n: number;
  /** What is counted, for who hears the button without its table. */
  label: string;
  number: NumberSpec;
  /** What is shown in place of the plain figure; it is part of the button's name. */
  text?: string;
}

/** A figure that opens the list of its leads; nobody's list is not opened. */
export function NumberButton({ n, label, number, text }: NumberButtonProps) {
  const t = useTranslations("Funnel");
  const format = useFormatter();
  const { open } = useFunnelState();
  if (n === 0) return <span className="text-muted">{text ?? format.number(0)}</span>;
  return (
    <button
      type="button"
      aria-label={[text, t("openLeads", { n, label })].filter(Boolean).join(", ")}
      className="min-h-6 min-w-6 rounded-sm text-right tabular-nums underline decoration-control underline-offset-4 hover:decoration-foreground"
      onClick={() => open(number)}
    >
      {text ?? format.number(n)}
    </button>
  );
}
