"use client";

import { Check, Hand, UserRound, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { Select } from "#components/ui/select.tsx";

interface BulkBarProps {
  count: number;
  pending: boolean;
  mayWork: boolean;
  reps: readonly { id: number; name: string }[];
  onClaim: () => void;
  onAccept: () => void;
  onReject: () => void;
  onReassign: (memberId: number) => void;
  onClear: () => void;
}

/** What can be done to all chosen rows; it stays in sight at the lower edge. */
export function BulkBar(props: BulkBarProps) {
  const { count, pending, mayWork, reps } = props;
  const t = useTranslations("Queue");
  const [giving, setGiving] = useState(false);
  return (
    <section
      aria-label={t("bulk.label")}
      data-bulk-bar=""
      className="sticky bottom-2 z-20 mt-3 flex flex-wrap items-center gap-2 rounded-lg border bg-raised p-2 shadow-overlay max-md:bottom-16"
    >
      <span className="px-1 font-medium">{t("bulk.chosen", { n: count })}</span>
      {mayWork && (
        <>
          <Button size="sm" disabled={pending} onClick={props.onClaim}>
            <Hand aria-hidden />
            {t("claim")}
          </Button>
          <Button size="sm" disabled={pending} onClick={props.onAccept}>
            <Check aria-hidden />
            {t("accept")}
          </Button>
          <Button size="sm" disabled={pending} onClick={props.onReject}>
            <X aria-hidden />
            {t("reject")}
          </Button>
        </>
      )}
      <Popover open={giving} onOpenChange={setGiving}>
        <PopoverTrigger asChild>
          <Button size="sm" disabled={pending}>
            <UserRound aria-hidden />
            {t("reassign")}
          </Button>
        </PopoverTrigger>
        <PopoverContent aria-label={t("reassign")}>
          <Select
            aria-label={t("reassignTo")}
            placeholder={t("reassignTo")}
            options={reps.map(({ id, name }) => ({ value: String(id), label: name }))}
            value=""
            onChange={(event) => {
              setGiving(false);
              if (event.target.value) props.onReassign(Number(event.target.value));
            }}
          />
        </PopoverContent>
      </Popover>
      <Button size="sm" variant="ghost" onClick={props.onClear}>
        {t("bulk.clear")}
      </Button>
    </section>
  );
}
