import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";

/** Simulated figures must never be taken for real ones, so it cannot be closed. */
export function DemoBanner() {
  const t = useTranslations("Shell");
  return (
    <aside
      aria-label={t("demoLabel")}
      className="flex items-center justify-center gap-2 bg-caution-tint px-4 py-1.5 text-center text-caution text-sm"
    >
      <FlaskConical aria-hidden className="size-4 shrink-0" />
      {t("demo")}
    </aside>
  );
}
