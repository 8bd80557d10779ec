"use client";

import { Download, Lightbulb, Printer } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { feedbackExportPath } from "#lib/feedback/api.ts";
import { type FeedbackInput, TABLES } from "#lib/feedback/schemas.ts";
import { paths } from "#lib/paths.ts";

/** What can be done with a report as a whole. */
export function FeedbackActions({ input }: { input: FeedbackInput }) {
  const t = useTranslations("Feedback");
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      {input.sheet !== undefined && (
        <Link
          href={paths.feedbackFindings({ sheet: input.sheet })}
          className={buttonVariants({ variant: "primary" })}
        >
          <Lightbulb aria-hidden />
          {t("findings")}
        </Link>
      )}
      <Button onClick={() => window.print()}>
        <Printer aria-hidden />
        {t("print")}
      </Button>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button>
            <Download aria-hidden />
            {t("download")}
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent>
          {TABLES.map((table) => (
            <DropdownMenuItem key={table} asChild>
              <a href={feedbackExportPath(table, input)} download>
                {t(`tables.${table}`)}
              </a>
            </DropdownMenuItem>
          ))}
        </DropdownMenuContent>
      </DropdownMenu>
    </div>
  );
}
