import { describe, expect, it } from "vitest";
import { nextInWindow, zoneOf } from "./window.ts";

const daily = { days: [1, 2, 3, 4, 5, 6, 7], from: "09:00", to: "18:00" };
const next = (now: string, window = daily, zone = "Europe/Madrid") =>
  nextInWindow(new Date(now), window, zone).toISOString();

describe("the send window", () => {
  it("is now inside it, its beginning counts and its end does not", () => {
    expect(next("2026-07-01T07:00:00Z")).toBe("2026-07-01T07:00:00.000Z");
    expect(next("2026-07-01T12:34:00Z")).toBe("2026-07-01T12:34:00.000Z");
    expect(next("2026-07-01T16:00:00Z")).toBe("2026-07-02T07:00:00.000Z");
    expect(next("2026-07-01T03:00:00Z")).toBe("2026-07-01T07:00:00.000Z");
  });

  it("follows the clocks of the lead's zone when they change", () => {
    // Madrid goes to summer time on 29 March 2026 and back on 25 October.
    expect(next("2026-03-28T18:00:00Z")).toBe("2026-03-29T07:00:00.000Z");
    expect(next("2026-03-27T18:00:00Z")).toBe("2026-03-28T08:00:00.000Z");
    expect(next("2026-10-24T17:00:00Z")).toBe("2026-10-25T08:00:00.000Z");
    expect(next("2026-10-23T17:00:00Z")).toBe("2026-10-24T07:00:00.000Z");
  });

  it("begins at the moment after a beginning that is skipped", () => {
    const early = { ...daily, from: "02:30", to: "05:00" };
    expect(next("2026-03-29T00:10:00Z", early)).toBe("2026-03-29T01:30:00.000Z");
  });

  it("waits for a day that it has", () => {
    const monday = { days: [1], from: "09:00", to: "10:00" };
    expect(next("2026-11-23T08:30:00Z", monday)).toBe("2026-11-23T08:30:00.000Z");
    expect(next("2026-11-23T09:00:00Z", monday)).toBe("2026-11-30T08:00:00.000Z");
    expect(next("2026-11-22T09:00:00Z", monday)).toBe("2026-11-23T08:00:00.000Z");
  });

  it("reads another zone on the other side of the date line", () => {
    expect(next("2026-11-22T21:00:00Z", daily, "Pacific/Auckland")).toBe("2026-11-22T21:00:00.000Z");
    expect(next("2026-11-22T21:00:00Z", daily, "America/Mexico_City")).toBe("2026-11-22T21:00:00.000Z");
  });

  it("takes the lead's zone only where it is one", () => {
    expect(zoneOf({ timezone: "America/Mexico_City" }, "Europe/Madrid")).toBe("America/Mexico_City");
    expect(zoneOf({ time_zone: "Mars/Base", timezone: 5 }, "Europe/Madrid")).toBe("Europe/Madrid");
    expect(zoneOf({ timezone: "{{ x }}" }, "nonsense")).toBe("UTC");
    expect(zoneOf(Object.create({ timezone: "Asia/Tokyo" }) as Record<string, unknown>, "UTC")).toBe("UTC");
  });
});
