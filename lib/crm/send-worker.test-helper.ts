import { sendDue } from "./send.ts";

/** A worker of its own, to be killed: sends what is due of the connection that its arguments name. */
const [workspaceId, connectionId] = process.argv.slice(2).map(Number);
await sendDue(workspaceId ?? 0, connectionId ?? 0);
process.exit(0);
