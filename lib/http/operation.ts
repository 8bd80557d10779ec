import { z } from "zod";
import type { Permission } from "../permissions.ts";

export type Method = "get" | "post" | "put" | "patch" | "delete";

/** A call of the HTTP surface: the one description that validation, OpenAPI and the role tests share. */
export type Operation<
  P extends z.ZodObject = z.ZodObject,
  Q extends z.ZodObject = z.ZodObject,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> = {
  id: string;
  method: Method;
  /** As OpenAPI writes it: "/api/v1/leads/{id}". */
  path: string;
  tag: string;
  summary: string;
  /** What the caller's role must hold; `authenticated` for calls that any member may make. */
  permission: Permission | "authenticated";
  params: P;
  query: Q;
  body: B;
  response: R;
  /** Set where the body is not JSON: the media type, read by the handler itself. */
  rawBody?: string;
  /** Set where the answer is not JSON. */
  responseType?: string;
  /** Set where the answer holds a secret that is shown once: it is never stored for an Idempotency-Key. */
  secret?: boolean;
  status?: number;
};

const none = z.object({});

type Partly<P, Q, B, R> = {
  id: string;
  method: Method;
  path: string;
  tag: string;
  summary: string;
  permission: Permission | "authenticated";
  params?: P;
  query?: Q;
  body?: B;
  response: R;
  rawBody?: string;
  responseType?: string;
  secret?: boolean;
  status?: number;
};

/** Describes a call; what is left out takes nothing. */
export function operation<
  R extends z.ZodType,
  P extends z.ZodObject = typeof none,
  Q extends z.ZodObject = typeof none,
  B extends z.ZodType = typeof none,
>(described: Partly<P, Q, B, R>): Operation<P, Q, B, R> {
  return {
    params: none as unknown as P,
    query: none as unknown as Q,
    body: none as unknown as B,
    ...described,
  };
}

/** `z.infer` of an object without fields is `Record<string, never>`, which would forbid the other parts' fields. */
type Fields<S extends z.ZodType> = S extends z.ZodObject
  ? keyof S["shape"] extends never
    ? unknown
    : z.infer<S>
  : z.infer<S>;

/** What a verb receives: path parameters win over the query, and both over the body. */
export type OperationInput<O extends Operation> = Fields<O["body"]> &
  Fields<O["query"]> &
  Fields<O["params"]>;
