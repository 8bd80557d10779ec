import { pool } from "#db/client.ts";
import { log } from "../log.ts";

/** Whether the database answers. */
export async function readiness(): Promise<boolean> {
  try {
    await pool().query("select 1");
    return true;
  } catch (error) {
    log.warn({ err: error }, "not ready");
    return false;
  }
}
