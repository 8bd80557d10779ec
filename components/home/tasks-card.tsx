"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { TaskList } from "#components/work/task-list.tsx";
import { paths } from "#lib/paths.ts";

const SHOWN = 5;

/** The next of the reader's tasks. */
export function TasksCard({ mayWrite, myId }: { mayWrite: boolean; myId: number | null }) {
  const t = useTranslations("Work");
  return (
    <Card
      title={t("home.title")}
      actions={
        <Button asChild size="sm">
          <Link href={paths.tasks()}>{t("home.all")}</Link>
        </Button>
      }
    >
      <TaskList input={{ limit: SHOWN }} mayWrite={mayWrite} myId={myId} bounded />
    </Card>
  );
}
