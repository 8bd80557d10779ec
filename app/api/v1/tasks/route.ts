import { serve } from "#lib/http/serve.ts";
import { listTasks } from "#lib/tasks/list-tasks.ts";
import { listTasksOperation } from "#lib/tasks/operations.ts";

export const GET = serve(listTasksOperation, listTasks);
