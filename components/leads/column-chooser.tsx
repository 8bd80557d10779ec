"use client";

import { Columns3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import { chooseColumn, OPTIONAL_COLUMNS, useColumnChoice } from "./column-choice.ts";

export function ColumnChooser() {
  const t = useTranslations("Leads.columns");
  const choice = useColumnChoice();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <Columns3 aria-hidden />
          {t("choose")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>{t("shown")}</DropdownMenuLabel>
        {OPTIONAL_COLUMNS.map((id) => (
          <DropdownMenuCheckboxItem
            key={id}
            checked={choice[id]}
            onCheckedChange={(checked) => chooseColumn(id, checked)}
            onSelect={(event) => event.preventDefault()}
          >
            {t(id)}
          </DropdownMenuCheckboxItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
