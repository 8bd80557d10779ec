import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "./env.ts";

const VERSION = "v1";

function key(): Buffer {
  const secret = env().AUTH_SECRET;
  if (!secret) throw new Error("AUTH_SECRET is not set: secrets cannot be kept without it");
  return Buffer.from(hkdfSync("sha256", secret, "", "hotsheet sealed secrets", 32));
}

/** A secret was sealed under another AUTH_SECRET, for another place, or was changed. */
export class SealBroken extends Error {}

/**
 * Encrypts a secret that must be read again (AES-256-GCM, NIST SP 800-38D) under a key drawn from AUTH_SECRET.
 * @param place where it belongs, such as `webhook:7`: it cannot be read as anything else's.
 */
export function seal(text: string, place: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key(), iv).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return [VERSION, ...[iv, sealed, cipher.getAuthTag()].map((part) => part.toString("base64url"))].join(".");
}

/** @throws SealBroken where it cannot be read, for whichever reason. */
export function unseal(sealed: string, place: string): string {
  const [version, ...parts] = sealed.split(".");
  const [iv, text, tag] = parts.map((part) => Buffer.from(part, "base64url"));
  if (version !== VERSION || !iv || !text || tag?.length !== 16) throw new SealBroken("not a sealed secret");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key(), iv, { authTagLength: 16 })
      .setAAD(Buffer.from(place))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
  } catch (error) {
    throw new SealBroken("the secret cannot be read", { cause: error });
  }
}
