import { serve } from "#lib/http/serve.ts";
import { completeTask } from "#lib/tasks/complete-task.ts";
import { completeTaskOperation } from "#lib/tasks/operations.ts";

export const POST = serve(completeTaskOperation, completeTask);
