import { afterEach, expect, test, vi } from "vitest";
import { resetEnv } from "./env.ts";
import { SealBroken, seal, unseal } from "./seal.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  resetEnv();
});

test("a sealed secret is read again, and looks different each time", () => {
  const sealed = seal("whsec_ñ", "webhook:1:1");
  expect(sealed).not.toContain("whsec");
  expect(sealed).not.toBe(seal("whsec_ñ", "webhook:1:1"));
  expect(unseal(sealed, "webhook:1:1")).toBe("whsec_ñ");
});

test("it is not read in another place, changed, cut short, or under another AUTH_SECRET", () => {
  const sealed = seal("whsec_x", "webhook:1:1");
  expect(() => unseal(sealed, "webhook:2:1")).toThrow(SealBroken);
  const [version, iv, text = "", tag = ""] = sealed.split(".");
  const changed = text.startsWith("A") ? `B${text.slice(1)}` : `A${text.slice(1)}`;
  expect(() => unseal([version, iv, changed, tag].join("."), "webhook:1:1")).toThrow(SealBroken);
  expect(() => unseal([version, iv, text, tag.slice(0, 6)].join("."), "webhook:1:1")).toThrow(SealBroken);
  expect(() => unseal("plain", "webhook:1:1")).toThrow(SealBroken);
  vi.stubEnv("AUTH_SECRET", "another-secret-of-at-least-32-characters");
  resetEnv();
  expect(() => unseal(sealed, "webhook:1:1")).toThrow(SealBroken);
});
