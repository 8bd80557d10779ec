import { createHash, randomBytes } from "node:crypto";

const SHAPE = /^hs_[A-Za-z0-9_-]{43}$/;

/** A new API token: 256 random bits behind a prefix that secret scanners can look for. */
export function newToken(): string {
  return `hs_${randomBytes(32).toString("base64url")}`;
}

export function isToken(value: string): boolean {
  return SHAPE.test(value);
}

/** What is stored: sha256 in hex. 256 random bits need no slow hash. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
