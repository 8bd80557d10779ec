import { Circle, CircleCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { SIDES } from "#lib/permissions.ts";
import { hasSigned } from "#lib/sheets/pick-versions.ts";
import type { VersionSummary } from "#lib/sheets/schemas.ts";

/** Who has signed a version: a mark and a word for each side. */
export function SignOffDots({ version }: { version: VersionSummary }) {
  const t = useTranslations("Sheets");
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1">
      {SIDES.map((side) => {
        const signed = hasSigned(version, side);
        const Icon = signed ? CircleCheck : Circle;
        return (
          <li key={side} className="flex items-center gap-1">
            <Icon aria-hidden className={signed ? "size-4 text-success" : "size-4 text-muted"} />
            <span aria-hidden>{t(`sides.${side}`)}</span>
            <span className="sr-only">
              {t(signed ? "card.signed" : "card.unsigned", { side: t(`sides.${side}`) })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
