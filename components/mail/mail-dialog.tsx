"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { mailQuery } from "#lib/mail/api.ts";
import { MailFrame } from "./mail-frame.tsx";

/** One mail as it was written. */
export function MailDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const t = useTranslations("Outbox");
  const { data, error, refetch } = useQuery(mailQuery(id));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        size="lg"
        title={data?.subject || t("noSubject")}
        description={data ? t("toWhom", { to: data.to }) : undefined}
      >
        {error && !data && <ErrorState onRetry={() => void refetch()} />}
        {!error && !data && <SkeletonRegion />}
        {data && (
          <>
            <MailFrame title={t("mail")} html={data.html} />
            <details className="mt-3">
              <summary className="min-h-6 cursor-pointer text-accent">{t("asText")}</summary>
              <pre className="mt-2 whitespace-pre-wrap [overflow-wrap:anywhere]">{data.text}</pre>
            </details>
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
