import Link from "next/link";
import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { paths } from "#lib/paths.ts";

const PLACES = {
  sheet: paths.sheet,
  review: paths.sheetReview,
  history: paths.sheetHistory,
  matrix: (key: string) => paths.sheetMatrix(key),
  readiness: paths.sheetReadiness,
} as const;
const NAMES = ["sheet", "review", "history", "matrix", "readiness"] as const;

/** The pages of one sheet. */
export function SheetLinks({ sheetKey, current }: { sheetKey: string; current: (typeof NAMES)[number] }) {
  const t = useTranslations("SheetReview");
  return (
    <nav aria-label={t("pages")}>
      <ul className="flex flex-wrap gap-1">
        {NAMES.map((name) => (
          <li key={name}>
            <Link
              href={PLACES[name](sheetKey)}
              aria-current={name === current ? "page" : undefined}
              className={cn(
                "inline-flex h-9 items-center rounded-md px-3 font-medium hover:bg-surface",
                name === current ? "bg-accent-tint" : "text-muted",
              )}
            >
              {t(`links.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
