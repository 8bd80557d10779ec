/** Bounds that keep an import's memory constant whatever the file holds. All in bytes unless named otherwise. */
export const CHUNK_BYTES = 1024 * 1024;
/** A longer row ends the import: nearly always a quote that was opened and never closed. */
export const MAX_RECORD_BYTES = 1024 * 1024;
export const MAX_COLUMNS = 500;
export const MAX_CELL_CHARACTERS = 64 * 1024;
/** Rows of one transaction; a batch also ends at BATCH_BYTES, so that huge rows do not add up. */
export const BATCH_ROWS = 1000;
export const BATCH_BYTES = 4 * 1024 * 1024;
export const PREVIEW_ROWS = 1000;
/** What is looked at to guess encoding, delimiter, columns and dates. */
export const SAMPLE_BYTES = 512 * 1024;
export const SAMPLE_ROWS = 1000;
/** A compressed file may grow to this many times the size limit. */
export const MAX_EXPANSION = 10;
/** A running import that has not moved for this long has lost its worker. */
export const STALLED_MS = 120_000;
