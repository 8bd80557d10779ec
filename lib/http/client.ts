import { z } from "zod";

const issueSchema = z.object({
  path: z.string().default(""),
  message: z.string(),
  code: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), issues: z.array(issueSchema).optional() }),
});

export type ApiIssue = z.infer<typeof issueSchema>;

/** A refusal by our own API. `status` 0 means that no answer came (offline, aborted connection). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly issues: ApiIssue[];
  readonly requestId: string | null;

  constructor(
    init: { status: number; code: string; message: string; issues?: ApiIssue[]; requestId?: string | null },
    options?: ErrorOptions,
  ) {
    super(init.message, options);
    this.name = "ApiError";
    this.status = init.status;
    this.code = init.code;
    this.issues = init.issues ?? [];
    this.requestId = init.requestId ?? null;
  }

  get isNetwork(): boolean {
    return this.status === 0;
  }
}

export interface ApiFetchOptions<S extends z.ZodType> {
  /** Shape of a successful answer; use `z.null()` for answers without a body. */
  schema: S;
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Sent as JSON, except FormData, which is sent as multipart, and files, which are sent as they are. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/**
 * Calls our API from the browser and returns the parsed answer.
 * @throws ApiError with the server's code and request id; code `network` when nothing answered and
 *   `unexpected_answer` when the body is not what `schema` says. AbortError passes through.
 */
export async function apiFetch<S extends z.ZodType>(
  path: string,
  options: ApiFetchOptions<S>,
): Promise<z.output<S>> {
  const response = await send(path, options);
  const requestId = response.headers.get("x-request-id");
  const body = await readJson(response);
  if (!response.ok) {
    const parsed = errorSchema.safeParse(body);
    throw new ApiError({
      status: response.status,
      requestId,
      ...(parsed.success
        ? parsed.data.error
        : { code: "unexpected_answer", message: response.statusText || `HTTP ${response.status}` }),
    });
  }
  const parsed = options.schema.safeParse(body);
  if (!parsed.success) {
    throw new ApiError(
      { status: response.status, code: "unexpected_answer", message: parsed.error.message, requestId },
      { cause: parsed.error },
    );
  }
  return parsed.data;
}

async function send(path: string, options: ApiFetchOptions<z.ZodType>): Promise<Response> {
  const { body, method = body === undefined ? "GET" : "POST", headers, signal } = options;
  const isRaw = body instanceof FormData || body instanceof Blob;
  try {
    return await fetch(path, {
      method,
      signal,
      credentials: "same-origin",
      headers: {
        accept: "application/json",
        ...(body === undefined || isRaw ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : isRaw ? body : JSON.stringify(body),
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiError({ status: 0, code: "network", message: "No answer from the server" }, { cause });
  }
}

/** An empty or non-JSON body reads as null; the schema then decides whether that is an answer. */
async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
