import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { queueHash } from "./hash-queue.ts";

type Cost = { ln: number; r: number; p: number };

/** OWASP Password Storage Cheat Sheet: scrypt with N=2^15, r=8, p=3. */
const COST: Cost = { ln: 15, r: 8, p: 3 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;

const encode = (bytes: Buffer) => bytes.toString("base64").replaceAll("=", "");

function derive(password: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  const N = 2 ** ln;
  // Node refuses at 128*N*r exactly; the rest is room for its own blocks.
  const options = { N, r, p, maxmem: 128 * N * r + 1024 * 1024 };
  return queueHash(
    () =>
      new Promise((resolve, reject) => {
        // NFKC: the same letters typed on another keyboard must give the same password (NIST SP 800-63B).
        scrypt(password.normalize("NFKC"), salt, KEY_BYTES, options, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );
}

/** A hash to store, in PHC form with its parameters: `$scrypt$ln=15,r=8,p=3$salt$key`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  return `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${encode(salt)}$${encode(key)}`;
}

const PHC = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

/** Compared against where there is no user, so that an unknown e-mail takes as long as a wrong password. */
const NOBODY = `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${encode(randomBytes(SALT_BYTES))}$${encode(randomBytes(KEY_BYTES))}`;

/** True where `password` is the one that `stored` was made from; null for `stored` costs the same time and is false. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const match = PHC.exec(stored ?? NOBODY);
  if (!match) throw new Error("the stored password hash is not in the expected form");
  const [, ln, r, p, salt = "", key = ""] = match;
  const expected = Buffer.from(key, "base64");
  const found = await derive(password, Buffer.from(salt, "base64"), {
    ln: Number(ln),
    r: Number(r),
    p: Number(p),
  });
  return timingSafeEqual(found, expected) && stored !== null;
}
