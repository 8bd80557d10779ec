import { parseAsStringLiteral } from "nuqs/server";
import { TASK_STATES } from "#lib/tasks/schemas.ts";

/** What the list of tasks shows, in its URL. */
export const taskParsers = { state: parseAsStringLiteral(TASK_STATES).withDefault("open") };
