import type { FailureCode, ImportFailure } from "./kinds.ts";

/** The file as a whole cannot be read on; rows before `line` are not affected. */
export class ImportError extends Error {
  readonly code: FailureCode;
  readonly line: number | null;

  constructor(code: FailureCode, message: string, line: number | null = null) {
    super(message);
    this.name = "ImportError";
    this.code = code;
    this.line = line;
  }

  get failure(): ImportFailure {
    return { code: this.code, message: this.message, line: this.line };
  }
}
