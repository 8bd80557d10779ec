import { databaseCode } from "../http/database-errors.ts";

/** Leads were joined, parted or made by others between being looked up and being written: the transaction must begin anew. */
export class LeadsMoved extends Error {
  constructor() {
    super("leads changed hands while they were being written");
    this.name = "LeadsMoved";
  }
}

const TRIES = 5;
/** A deadlock; a lead that was erased since it was looked up. */
const PASSING = new Set(["40P01", "23503"]);

/** Runs a transaction, and again where leads moved under it; nothing of a run that failed is left. */
export async function againWhereMoved<T>(run: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await run();
    } catch (error) {
      const moved = error instanceof LeadsMoved || PASSING.has(databaseCode(error) ?? "");
      if (!moved || n === TRIES) throw error;
    }
  }
}
