import { serve } from "#lib/http/serve.ts";
import { deleteTask } from "#lib/tasks/delete-task.ts";
import { editTask } from "#lib/tasks/edit-task.ts";
import { deleteTaskOperation, editTaskOperation } from "#lib/tasks/operations.ts";

export const PATCH = serve(editTaskOperation, editTask);
export const DELETE = serve(deleteTaskOperation, deleteTask);
