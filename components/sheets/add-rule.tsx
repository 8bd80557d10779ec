"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "#components/ui/dropdown-menu.tsx";
import type { Rule } from "#lib/scoring/schema.ts";

const KINDS = [
  { kind: "behaviour", add: "addBehaviour", name: "newBehaviour" },
  { kind: "fit", add: "addFit", name: "newFit" },
  { kind: "inactivity", add: "addInactivity", name: "newInactivity" },
  { kind: "model", add: "addModel", name: "newModel" },
] as const;

interface AddRuleProps {
  id: string;
  label: string;
  onAdd: (kind: Rule["kind"], name: string) => void;
}

/** Adds a rule of one of the kinds. */
export function AddRule({ id, label, onAdd }: AddRuleProps) {
  const t = useTranslations("SheetEditor");
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button id={id} size="sm" variant="ghost" aria-label={label}>
          <Plus aria-hidden />
          {t("addRule")}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        {KINDS.map(({ kind, add, name }) => (
          <DropdownMenuItem key={kind} onSelect={() => onAdd(kind, t(name))}>
            {t(add)}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
