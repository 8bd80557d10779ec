"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, Mail, MessageCircle, MessageSquare, Phone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { leadKeys } from "#lib/leads/api.ts";
import { postNote } from "#lib/notes/api.ts";
import { type Contact, contactLinks } from "#lib/queue/contact-links.ts";

const CHANNELS = [
  { key: "call", kind: "call", Icon: Phone },
  { key: "whatsapp", kind: "message", Icon: MessageCircle },
  { key: "sms", kind: "message", Icon: MessageSquare },
  { key: "mail", kind: "mail", Icon: Mail },
] as const;
type Kind = (typeof CHANNELS)[number]["kind"];

interface ContactRowProps {
  lead: number;
  contact: Contact;
  mayWrite: boolean;
}

/** Links that reach a lead; whoever followed one is asked whether to log it. */
export function ContactRow({ lead, contact, mayWrite }: ContactRowProps) {
  const t = useTranslations("Work.contact");
  const client = useQueryClient();
  const [tried, setTried] = useState<Kind | null>(null);
  const links = contactLinks(contact);
  const log = useMutation({
    mutationFn: (kind: Kind) => postNote(lead, { kind, body: "" }),
    onSuccess: async (note) => {
      setTried(null);
      showToast("success", t(`logged.${note.kind}`));
      await client.invalidateQueries({ queryKey: leadKeys.all });
    },
    onError: (error) => showToast("error", t("failed", { message: error.message })),
  });
  const shown = CHANNELS.filter(({ key }) => links[key] !== null);
  if (shown.length === 0) return <p className="text-muted">{t("none")}</p>;
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-wrap gap-2">
        {shown.map(({ key, kind, Icon }) => (
          <li key={key}>
            <Button asChild size="sm" className="h-8">
              <a
                href={links[key] ?? undefined}
                onClick={() => setTried(kind)}
                {...(key === "whatsapp" ? { target: "_blank", rel: "noreferrer noopener" } : {})}
              >
                <Icon aria-hidden />
                {t(key)}
              </a>
            </Button>
          </li>
        ))}
      </ul>
      {mayWrite && tried && (
        <div role="status" className="flex flex-wrap items-center gap-2">
          <Button size="sm" variant="primary" pending={log.isPending} onClick={() => log.mutate(tried)}>
            <Check aria-hidden />
            {t(`log.${tried}`)}
          </Button>
          <Button size="sm" variant="ghost" onClick={() => setTried(null)}>
            {t("dontLog")}
          </Button>
        </div>
      )}
    </div>
  );
}
