import { expect, test } from "vitest";
import { afterQuietHours, digestSlot } from "./quiet-hours.ts";

const at = (iso: string) => new Date(iso);
const night = { from: "22:00", to: "07:00" };
const zone = "Europe/Madrid";

test.each([
  ["in the evening", "2026-11-22T21:30:00Z", "2026-11-23T06:00:00Z"],
  ["after midnight", "2026-11-23T01:00:00Z", "2026-11-23T06:00:00Z"],
  ["at the first minute", "2026-11-22T21:00:00Z", "2026-11-23T06:00:00Z"],
  ["at their end", "2026-11-23T06:00:00Z", "2026-11-23T06:00:00Z"],
  ["in the day", "2026-11-22T12:00:00Z", "2026-11-22T12:00:00Z"],
  ["in the night that loses an hour", "2027-03-27T23:00:00Z", "2027-03-28T05:00:00Z"],
  ["in the night that gains one", "2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z"],
])("quiet hours over midnight, %s", (_, now, expected) => {
  expect(afterQuietHours(at(now), night, zone)).toEqual(at(expected));
});

test("quiet hours within a day, none, and the same time twice", () => {
  const noon = { from: "13:00", to: "15:00" };
  expect(afterQuietHours(at("2026-11-22T12:30:00Z"), noon, zone)).toEqual(at("2026-11-22T14:00:00Z"));
  const now = at("2026-11-22T23:00:00Z");
  expect(afterQuietHours(now, null, zone)).toEqual(now);
  expect(afterQuietHours(now, { from: "08:00", to: "08:00" }, zone)).toEqual(now);
});

test("quiet hours that end at a time which a day does not have end when it would have come", () => {
  const early = { from: "23:00", to: "02:30" };
  expect(afterQuietHours(at("2027-03-27T23:30:00Z"), early, zone)).toEqual(at("2027-03-28T01:30:00Z"));
});

test("the digest of a day is at one instant, also on days of 23 and 25 hours", () => {
  const daily = { digest: "daily", digestHour: 8, digestDay: 1 } as const;
  const slot = (now: string) => digestSlot(at(now), daily, zone)?.toISOString();
  expect(slot("2027-03-28T05:59:59Z")).toBe("2027-03-27T07:00:00.000Z");
  expect(slot("2027-03-28T06:00:00Z")).toBe("2027-03-28T06:00:00.000Z");
  expect(slot("2026-10-25T06:59:59Z")).toBe("2026-10-24T06:00:00.000Z");
  expect(slot("2026-10-25T07:00:00Z")).toBe("2026-10-25T07:00:00.000Z");
  const twice = { ...daily, digestHour: 2 };
  const slots = ["00:30", "01:30"].map((time) =>
    digestSlot(at(`2026-10-25T${time}:00Z`), twice, zone)?.getTime(),
  );
  expect(new Set(slots).size).toBe(1);
});

test("a weekly digest is on its day, and there is none where it is off", () => {
  const weekly = { digest: "weekly", digestHour: 8, digestDay: 1 } as const;
  expect(digestSlot(at("2026-11-22T12:00:00Z"), weekly, zone)).toEqual(at("2026-11-16T07:00:00Z"));
  expect(digestSlot(at("2026-11-23T06:59:00Z"), weekly, zone)).toEqual(at("2026-11-16T07:00:00Z"));
  expect(digestSlot(at("2026-11-23T07:00:00Z"), weekly, zone)).toEqual(at("2026-11-23T07:00:00Z"));
  expect(digestSlot(at("2026-11-23T07:00:00Z"), { ...weekly, digest: "off" }, zone)).toBeNull();
});
