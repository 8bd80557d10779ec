import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { paths } from "#lib/paths.ts";

/** What a reader sees instead of a page that is not there (404) or not theirs (403). */
export function StatusPage({ kind }: { kind: "notFound" | "forbidden" }) {
  const t = useTranslations("Shell.status");
  return (
    <div className="mx-auto w-full max-w-xl px-4 py-12">
      <EmptyState
        kind={kind === "notFound" ? "no-results" : "no-permission"}
        headingLevel={1}
        title={t(`${kind}.title`)}
        action={
          <Button asChild>
            <Link href={paths.home()}>{t("home")}</Link>
          </Button>
        }
      >
        {t(`${kind}.text`)}
      </EmptyState>
    </div>
  );
}
