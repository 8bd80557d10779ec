import { infiniteQueryOptions } from "@tanstack/react-query";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import {
  addTaskOperation,
  completeTaskOperation,
  deleteTaskOperation,
  listTasksOperation,
} from "./operations.ts";
import type { ListTasksInput } from "./schemas.ts";

export const taskKeys = ["tasks"] as const;

export const tasksQuery = (input: Partial<ListTasksInput>) =>
  infiniteQueryOptions({
    queryKey: [...taskKeys, input],
    queryFn: ({ signal, pageParam }) =>
      apiFetch(apiPaths.tasks({ ...input, cursor: pageParam }), {
        schema: listTasksOperation.response,
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });

export type TaskInput = { title: string; due_at: string; remind_minutes: number | null };
export const postTask = (lead: number, body: TaskInput) =>
  apiFetch(apiPaths.leadTasks(lead), { body, schema: addTaskOperation.response });

export const postDone = (id: number, done: boolean) =>
  apiFetch(apiPaths.taskDone(id), { body: { done }, schema: completeTaskOperation.response });

export const removeTask = (id: number) =>
  apiFetch(apiPaths.task(id), { method: "DELETE", body: {}, schema: deleteTaskOperation.response });
