import { ApiError } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import type { ImportKind } from "./kinds.ts";
import { type ImportView, importSchema, issueSchema } from "./schemas.ts";

function refusal(request: XMLHttpRequest): ApiError {
  const body = parsed(request.responseText) as {
    error?: { code?: string; message?: string; issues?: unknown };
  } | null;
  const issues = issueSchema.array().safeParse(body?.error?.issues);
  return new ApiError({
    status: request.status,
    code: body?.error?.code ?? "unexpected_answer",
    message: body?.error?.message ?? request.statusText,
    issues: issues.success ? issues.data : [],
    requestId: request.getResponseHeader("x-request-id"),
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * Uploads a file from the browser. XMLHttpRequest, because fetch cannot tell how much has been sent.
 * @param onProgress share that has been sent, 0 to 1
 * @throws ApiError as `apiFetch` does; a DOMException `AbortError` when `signal` aborts
 */
export function uploadFile(
  kind: ImportKind,
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<ImportView> {
  const form = new FormData();
  form.set("kind", kind);
  form.set("file", file);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", apiPaths.imports());
    request.setRequestHeader("accept", "application/json");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => {
      const answer = importSchema.safeParse(parsed(request.responseText));
      if (request.status < 300 && answer.success) resolve(answer.data);
      else reject(refusal(request));
    };
    request.onerror = () =>
      reject(new ApiError({ status: 0, code: "network", message: "No answer from the server" }));
    request.onabort = () => reject(new DOMException("The upload was cancelled", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}
