"use client";

import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Select } from "#components/ui/select.tsx";
import { locales } from "#lib/i18n/locale.ts";
import { CURRENCY_CODES } from "#lib/workspace/currencies.ts";

type Props = Omit<ComponentProps<typeof Select>, "options"> & {
  /** Adds the choice "" for people: no preference of their own. */
  asBrowser?: boolean;
};

export function LocaleSelect({ asBrowser = false, ...props }: Props) {
  const t = useTranslations("Settings");
  const names = useTranslations("Shell.language");
  const options = locales.map((value) => ({ value, label: names(value) }));
  return (
    <Select options={asBrowser ? [{ value: "", label: t("asBrowser") }, ...options] : options} {...props} />
  );
}

/** UTC is a choice of many workspaces, yet no region's name and so not in the list that ICU gives. */
const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

export function TimeZoneSelect({ asBrowser = false, ...props }: Props) {
  const t = useTranslations("Settings");
  const options = zones.map((value) => ({ value, label: value.replaceAll("_", " ") }));
  return (
    <Select options={asBrowser ? [{ value: "", label: t("asBrowser") }, ...options] : options} {...props} />
  );
}

export function CurrencySelect(props: Omit<ComponentProps<typeof Select>, "options">) {
  return <Select options={CURRENCY_CODES.map((value) => ({ value, label: value }))} {...props} />;
}
