import { useTranslations } from "next-intl";

/** The label that a sheet's bands make of a score, such as “A2”; nothing where the sheet has none. */
export function ScoreLabel({ label }: { label: string | null }) {
  const t = useTranslations("Lead");
  if (label === null) return null;
  return (
    <span className="whitespace-nowrap font-medium" title={t("label", { label })}>
      <span className="sr-only">{t("label", { label })}</span>
      <span aria-hidden>{label}</span>
    </span>
  );
}
