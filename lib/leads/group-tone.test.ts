import { describe, expect, it } from "vitest";
import { groupTone } from "./group-tone.ts";

const groups = (...keys: string[]) => keys.map((key) => ({ key, handover: key.endsWith("!") }));

describe("the tone of a group", () => {
  it("goes from cold over warm to the hand-over group and beyond", () => {
    const all = groups("a", "b", "c!", "d");
    expect(all.map(({ key }) => groupTone(all, key))).toEqual(["cold", "warm", "hot", "hot"]);
  });
  it("takes the last group as hot in pilot mode", () => {
    const all = groups("a", "b", "c");
    expect(all.map(({ key }) => groupTone(all, key))).toEqual(["cold", "warm", "hot"]);
  });
  it("is cold for an only group, hot where that one hands over, and nothing for an unknown key", () => {
    expect(groupTone(groups("a"), "a")).toBe("cold");
    expect(groupTone(groups("a!"), "a!")).toBe("hot");
    expect(groupTone(groups("a"), "z")).toBeNull();
    expect(groupTone(groups("a"), null)).toBeNull();
  });
});
