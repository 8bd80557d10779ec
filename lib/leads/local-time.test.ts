import { describe, expect, it } from "vitest";
import { fromLocalInput, toLocalInput } from "./local-time.ts";

describe("a local date-time", () => {
  it("comes back as it was, in any zone and on both sides of a change of clocks", () => {
    for (const zone of ["UTC", "Europe/Madrid", "America/Mexico_City", "Asia/Kathmandu", "Pacific/Apia"]) {
      for (const value of [
        "2026-03-28T23:30",
        "2026-03-29T00:30",
        "2026-03-29T04:00",
        "2026-10-26T00:00",
        "2026-01-01T00:00",
      ])
        expect(toLocalInput(fromLocalInput(value, zone) ?? "", zone)).toBe(value);
    }
  });
  it("is the instant of that zone's clock", () => {
    expect(fromLocalInput("2026-07-01T09:30", "Europe/Madrid")).toBe("2026-07-01T07:30:00.000Z");
    expect(fromLocalInput("2026-01-01T09:30", "America/Mexico_City")).toBe("2026-01-01T15:30:00.000Z");
  });
  it("is nothing for what is no date-time", () => {
    expect(fromLocalInput("", "UTC")).toBeNull();
    expect(fromLocalInput("soon", "UTC")).toBeNull();
  });
});
