import { databaseCode } from "../http/database-errors.ts";

/** Leads were joined, parted or made by others between being looked up and being written: the transaction must begin anew. */
export class LeadsMoved extends Error {
  constructor() {
    super("leads changed hands while they were being written");
    this.name = "LeadsMoved";
  }
}

const TRIES = 5;
const DEADLOCK = "40P01";

/** Runs a transaction, and again where leads moved under it; nothing of a run that failed is left. */
export async function againWhereMoved<T>(run: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await run();
    } catch (error) {
      const moved = error instanceof LeadsMoved || databaseCode(error) === DEADLOCK;
      if (!moved || n === TRIES) throw error;
    }
  }
}
