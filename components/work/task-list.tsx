"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { AlarmClock, Trash2 } from "lucide-react";
import Link from "next/link";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { paths } from "#lib/paths.ts";
import { postDone, removeTask, taskKeys, tasksQuery } from "#lib/tasks/api.ts";
import type { ListTasksInput, Task } from "#lib/tasks/schemas.ts";
import { useUndo } from "./use-undo.ts";

interface TaskListProps {
  input: Partial<ListTasksInput>;
  mayWrite: boolean;
  /** On a lead's own page or sheet: whose task it is matters, not which lead's. */
  isOfLead?: boolean;
  myId: number | null;
  /** Administrators may tidy up after others. */
  isAdmin?: boolean;
  /** Shows the first page alone. */
  bounded?: boolean;
  /** What to say where there is none. */
  empty?: string;
}

/** Tasks with a box to tick, overdue ones marked by word and colour. */
export function TaskList({
  input,
  mayWrite,
  isOfLead = false,
  myId,
  isAdmin = false,
  bounded = false,
  empty,
}: TaskListProps) {
  const t = useTranslations("Work");
  const query = useInfiniteQuery(tasksQuery(input));
  const tasks = query.data?.pages.flatMap((page) => page.items);
  if (!tasks)
    return query.error ? <p className="text-danger">{t("tasksFailed")}</p> : <SkeletonRegion rows={2} />;
  if (tasks.length === 0) return <p className="mb-2 text-muted">{empty ?? t("tasksNone")}</p>;
  return (
    <>
      <ul className="mb-2 flex flex-col">
        {tasks.map((task) => (
          <TaskRow
            key={task.id}
            task={task}
            isOfLead={isOfLead}
            myId={myId}
            mayChange={mayWrite && (isAdmin || task.member.id === myId)}
          />
        ))}
      </ul>
      {query.hasNextPage && !bounded && (
        <Button size="sm" pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </>
  );
}

interface TaskRowProps {
  task: Task;
  isOfLead: boolean;
  mayChange: boolean;
  myId: number | null;
}

function TaskRow({ task, isOfLead, mayChange, myId }: TaskRowProps) {
  const t = useTranslations("Work");
  const format = useFormatter();
  const now = useNow({ updateInterval: 60_000 });
  const client = useQueryClient();
  const { done: tell } = useUndo();
  const isDone = task.done_at !== null;
  const overdue = !isDone && new Date(task.due_at) < now;
  const mark = useMutation({
    mutationFn: (done: boolean) => postDone(task.id, done),
    onSuccess: (answer) =>
      tell(t(answer.done_at ? "taskDone" : "taskOpen", { title: task.title }), answer.deed, task.title),
    onError: (error) => showToast("error", t("failed", { message: error.message })),
  });
  const remove = useMutation({
    mutationFn: () => removeTask(task.id),
    onSuccess: () => client.invalidateQueries({ queryKey: taskKeys }),
    onError: (error) => showToast("error", t("failed", { message: error.message })),
  });
  return (
    <li className="flex items-start gap-2 border-t py-2 first:border-t-0">
      <Checkbox
        checked={isDone}
        disabled={!mayChange || mark.isPending}
        aria-label={t(isDone ? "markOpen" : "markDone", { title: task.title })}
        onCheckedChange={(checked) => mark.mutate(checked === true)}
      />
      <div className="min-w-0 flex-1">
        <p className={cn("[overflow-wrap:anywhere]", isDone && "text-muted line-through")}>{task.title}</p>
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-sm">
          {overdue && <Badge tone="danger">{t("overdue")}</Badge>}
          <time dateTime={task.due_at}>
            {t("due", {
              when: format.dateTime(new Date(task.due_at), { dateStyle: "medium", timeStyle: "short" }),
            })}
          </time>
          {task.remind_at && !isDone && (
            <AlarmClock role="img" aria-label={t("reminds")} className="size-3.5" />
          )}
          {isOfLead ? (
            task.member.id !== myId && <span>{task.member.name}</span>
          ) : (
            <Link href={paths.lead(task.lead.id)} className="py-0.5 text-accent underline underline-offset-2">
              {task.lead.name}
            </Link>
          )}
        </p>
      </div>
      {mayChange && (
        <IconButton
          size="sm"
          label={t("deleteTask", { title: task.title })}
          pending={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <Trash2 aria-hidden />
        </IconButton>
      )}
    </li>
  );
}
