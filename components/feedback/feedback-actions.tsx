"use client";

import { Download, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { feedbackExportPath } from "#lib/feedback/api.ts";
import { type FeedbackInput, TABLES } from "#lib/feedback/schemas.ts";

/** What can be done with a report as a whole. */
export function FeedbackActions({ input }: { input: FeedbackInput }) {
  const t = useTranslations("Feedback");
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
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
