import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Condition } from "./condition-schema.ts";
import type { SheetContent } from "./schema.ts";

/** SHA-256 (hex) of the canonical JSON (RFC 8785) of what both sides sign: segment and content. */
export function contentHash(segment: Condition | string | null, content: SheetContent): string {
  const json = canonicalize({ segment, content }) ?? "";
  return createHash("sha256").update(json, "utf8").digest("hex");
}
