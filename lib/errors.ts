/** One reason why an input was refused; `path` is a dot path into the input ("rules.3.category"). */
export type Issue = {
  path: string;
  message: string;
  code?: string;
  params?: Record<string, string | number>;
};

const STATUS = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale_revision: 412,
  too_large: 413,
  invalid: 422,
  invalid_sheet: 422,
  rate_limited: 429,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** An error that a caller may see. Everything else becomes a generic 500 with its cause logged. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly issues: Issue[] | undefined;
  /** Seconds after which a retry makes sense (429 and 503 only). */
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { issues?: Issue[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.issues = options.issues;
    this.retryAfter = options.retryAfter;
  }

  get status(): number {
    return STATUS[this.code];
  }
}

export const notFound = (what: string) => new AppError("not_found", `${what} not found`);
export const conflict = (message: string, issues?: Issue[]) => new AppError("conflict", message, { issues });
export const invalid = (issues: Issue[], message = "The input is not valid") =>
  new AppError("invalid", message, { issues });
