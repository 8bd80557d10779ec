import { scryptSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "./password.ts";
import { newPasswordSchema } from "./schemas.ts";

const salt = Buffer.from("saltsaltsaltsalt");
const cheapKey = scryptSync("anything at all", salt, 32, { N: 16, r: 1, p: 1 });
const CHEAP = `$scrypt$ln=4,r=1,p=1$${bare(salt)}$${bare(cheapKey)}`;

function bare(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}

describe("passwords", () => {
  it("are stored with salt and parameters, never the same twice, and verify", async () => {
    const [one, two] = await Promise.all([
      hashPassword("a long enough phrase"),
      hashPassword("a long enough phrase"),
    ]);
    expect(one).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$[^$]{22}\$[^$]{43}$/);
    expect(one).not.toBe(two);
    expect(await verifyPassword("a long enough phrase", one)).toBe(true);
    expect(await verifyPassword("a long enough phrasE", one)).toBe(false);
  });

  it("verify with the parameters they were stored with", async () => {
    expect(await verifyPassword("anything at all", CHEAP)).toBe(true);
    expect(await verifyPassword("anything else", CHEAP)).toBe(false);
  });

  it("verify however the keyboard composes the letters", async () => {
    const stored = await hashPassword("contrase\u00f1a larga");
    expect(await verifyPassword("contrasen\u0303a larga", stored)).toBe(true);
  });

  it("are never right where none is stored, and take as long", async () => {
    const stored = await hashPassword("a long enough phrase");
    const time = async (hash: string | null) => {
      const start = performance.now();
      expect(await verifyPassword("not the phrase", hash)).toBe(false);
      return performance.now() - start;
    };
    const known = await time(stored);
    const unknown = await time(null);
    expect(unknown).toBeGreaterThan(known / 3);
    expect(unknown).toBeLessThan(known * 3);
  });

  it("refuse a stored value that is no hash", async () => {
    await expect(verifyPassword("x", "plain text")).rejects.toThrow("not in the expected form");
  });

  it("refuse a flood rather than queue it", async () => {
    const flood = await Promise.allSettled(Array.from({ length: 80 }, () => verifyPassword("x", CHEAP)));
    const refused = flood.filter((one) => one.status === "rejected");
    expect(refused).toHaveLength(80 - 66);
    expect(refused[0]).toMatchObject({ reason: { code: "unavailable" } });
    expect(await verifyPassword("x", null)).toBe(false);
  });

  it.each(["short", "x".repeat(257), "aaaaaaaaaaaa", "abababababab", "Password1234"])(
    "may not be %j",
    (password) => {
      expect(newPasswordSchema.safeParse(password).success).toBe(false);
    },
  );

  it("may be long, with spaces and any letters", () => {
    expect(newPasswordSchema.safeParse("caballo correcto batería grapa").success).toBe(true);
    expect(newPasswordSchema.safeParse(`${"x".repeat(253)}abc`).success).toBe(true);
  });
});
