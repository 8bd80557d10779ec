"use client";

import { useFormatter } from "next-intl";

/** Amounts of a currency as the reader writes them; cents only where they matter. */
export function useMoney(currency: string) {
  const format = useFormatter();
  return (amount: number) =>
    format.number(amount, {
      style: "currency",
      currency,
      maximumFractionDigits: Math.abs(amount) >= 100 ? 0 : 2,
      minimumFractionDigits: Math.abs(amount) >= 100 || Number.isInteger(amount) ? 0 : 2,
    });
}
