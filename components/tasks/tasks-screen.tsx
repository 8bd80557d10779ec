"use client";

import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { Card } from "#components/ui/card.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { TaskList } from "#components/work/task-list.tsx";
import { TASK_STATES } from "#lib/tasks/schemas.ts";
import { taskParsers } from "./task-parsers.ts";

/** The reader's own tasks, those due first above. */
export function TasksScreen({ mayWrite, myId }: { mayWrite: boolean; myId: number | null }) {
  const t = useTranslations("Work");
  const [{ state }, setState] = useQueryStates(taskParsers, { history: "push" });
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} />
      <SegmentedControl
        label={t("state")}
        value={state}
        onValueChange={(next) => void setState({ state: next })}
        options={TASK_STATES.map((value) => ({ value, label: t(`states.${value}`) }))}
        className="mb-4"
      />
      <Card>
        <TaskList
          input={{ state }}
          mayWrite={mayWrite}
          myId={myId}
          empty={state === "done" ? t("tasksNoneDone") : undefined}
        />
      </Card>
    </>
  );
}
