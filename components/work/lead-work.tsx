"use client";

import { useTranslations } from "next-intl";
import type { Contact } from "#lib/queue/contact-links.ts";
import { ContactRow } from "./contact-row.tsx";
import { Notes } from "./notes.tsx";
import { TaskForm } from "./task-form.tsx";
import { TaskList } from "./task-list.tsx";

interface LeadWorkProps {
  lead: number;
  contact: Contact;
  mayWrite: boolean;
  /** Administrators may tidy up after others. */
  isAdmin?: boolean;
  myId: number | null;
}

/** What is done about a lead: reaching it, tasks and notes. On its page and in the queue. */
export function LeadWork({ lead, contact, mayWrite, isAdmin, myId }: LeadWorkProps) {
  const t = useTranslations("Work");
  return (
    <div className="flex flex-col gap-6">
      <ContactRow lead={lead} contact={contact} mayWrite={mayWrite} />
      <section>
        <h3 className="mb-2 font-semibold">{t("tasks")}</h3>
        <TaskList input={{ lead: String(lead) }} mayWrite={mayWrite} isOfLead myId={myId} isAdmin={isAdmin} />
        {mayWrite && <TaskForm lead={lead} />}
      </section>
      <section>
        <h3 className="mb-2 font-semibold">{t("notes")}</h3>
        <Notes lead={lead} mayWrite={mayWrite} myId={myId} isAdmin={isAdmin} />
      </section>
    </div>
  );
}
