import { expect, test } from "vitest";
import { plainPath } from "./plain-path.ts";

test("doubled slashes of the collector's paths are one, those of a query and of other paths stay", () => {
  expect(plainPath("//v1//batch?x=//")).toBe("/v1/batch?x=//");
  expect(plainPath("//sourceConfig/")).toBe("/sourceConfig/");
  expect(plainPath("//evil.example/v1")).toBe("//evil.example/v1");
  expect(plainPath("/leads//1")).toBe("/leads//1");
});

test("what is no valid encoding stands for itself", () => {
  expect(plainPath("/api/v1/leads/%E0%A4%A?q=%E0")).toBe("/api/v1/leads/%25E0%25A4%25A?q=%E0");
  expect(plainPath("/leads/email%3Aa%40b.c")).toBe("/leads/email%3Aa%40b.c");
});
