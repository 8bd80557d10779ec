import { describe, expect, it } from "vitest";
import { isLocale, pickLocale, resolveLocale } from "./locale.ts";
import { resolveTimeZone } from "./time-zone.ts";

describe("pickLocale", () => {
  it.each([
    ["es", "es"],
    ["es-MX,es;q=0.9,en;q=0.8", "es"],
    ["fr-FR, es;q=0.5, en;q=0.7", "en"],
    ["ES-ar", "es"],
    ["de, fr;q=0.9", "en"],
    ["es;q=0, en;q=0.1", "en"],
    ["*", "en"],
    ["", "en"],
    [";;;q=,,es;q=abc", "en"],
  ])("reads %j as %s", (header, locale) => {
    expect(pickLocale(header)).toBe(locale);
  });

  it("falls back to English when the browser says nothing", () => {
    expect(pickLocale(null)).toBe("en");
  });
});

describe("resolveLocale", () => {
  it("lets the reader's own choice win over the browser's languages", () => {
    expect(resolveLocale("es", "en-US")).toBe("es");
  });

  it("ignores a cookie that names no language of ours", () => {
    expect(resolveLocale("../../etc", "es")).toBe("es");
    expect(isLocale("__proto__")).toBe(false);
  });
});

describe("resolveTimeZone", () => {
  it("keeps a zone that the runtime knows and answers UTC for anything else", () => {
    expect(resolveTimeZone("America/Mexico_City")).toBe("America/Mexico_City");
    expect(resolveTimeZone("Mars/Olympus")).toBe("UTC");
    expect(resolveTimeZone("")).toBe("UTC");
    expect(resolveTimeZone(undefined)).toBe("UTC");
  });
});
