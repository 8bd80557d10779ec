import { serve } from "#lib/http/serve.ts";
import { addTask } from "#lib/tasks/add-task.ts";
import { addTaskOperation } from "#lib/tasks/operations.ts";

export const POST = serve(addTaskOperation, addTask);
