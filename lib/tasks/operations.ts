import { z } from "zod";
import { operation } from "../http/operation.ts";
import { leadRefSchema } from "../leads/schemas.ts";
import {
  addTaskBody,
  doneAnswerSchema,
  doneBody,
  editTaskBody,
  listTasksQuery,
  taskIdSchema,
  taskListSchema,
  taskSchema,
} from "./schemas.ts";

const tag = "Tasks";

export const listTasksOperation = operation({
  id: "listTasks",
  method: "get",
  path: "/api/v1/tasks",
  tag,
  summary: "Tasks: the caller's, another member's, or a lead's",
  permission: "leads:read",
  query: listTasksQuery,
  response: taskListSchema,
});

export const addTaskOperation = operation({
  id: "addTask",
  method: "post",
  path: "/api/v1/leads/{id}/tasks",
  tag,
  summary: "Make a task for a lead, with when it is due and when to be reminded",
  permission: "leads:write",
  params: leadRefSchema,
  body: addTaskBody,
  response: taskSchema,
  status: 201,
});

export const editTaskOperation = operation({
  id: "editTask",
  method: "patch",
  path: "/api/v1/tasks/{id}",
  tag,
  summary: "Change a task; a new time reminds anew",
  permission: "leads:write",
  params: taskIdSchema,
  body: editTaskBody,
  response: taskSchema,
});

export const completeTaskOperation = operation({
  id: "completeTask",
  method: "post",
  path: "/api/v1/tasks/{id}/done",
  tag,
  summary: "Mark a task as done, or as not done",
  permission: "leads:write",
  params: taskIdSchema,
  body: doneBody,
  response: doneAnswerSchema,
});

export const deleteTaskOperation = operation({
  id: "deleteTask",
  method: "delete",
  path: "/api/v1/tasks/{id}",
  tag,
  summary: "Delete a task",
  permission: "leads:write",
  params: taskIdSchema,
  response: z.object({ id: z.number().int() }),
});

export const taskOperations = [
  listTasksOperation,
  addTaskOperation,
  editTaskOperation,
  completeTaskOperation,
  deleteTaskOperation,
];
