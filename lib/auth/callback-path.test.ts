import { expect, it } from "vitest";
import { callbackPath } from "./callback-path.ts";

it.each([
  ["/leads?group=hot&cursor=a%2Fb", "/leads?group=hot&cursor=a%2Fb"],
  ["/sheets/cars/review#rule", "/sheets/cars/review#rule"],
  ["/leads/user:%2F%2Fevil", "/leads/user:%2F%2Fevil"],
  ["/invited", "/invited"],
])("goes back to %j", (given, expected) => {
  expect(callbackPath(given)).toBe(expected);
});

it.each([
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "/\\/evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/.//evil.example",
  "/x/..//evil.example",
  "https://evil.example/",
  "https:evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  " /leads",
  "leads",
  "@evil.example",
  "",
  null,
  undefined,
  "/sign-in?callbackUrl=/leads",
  "/setup",
  "/invite/x",
  "/api/auth/signout",
  `/${"x".repeat(3000)}`,
])("goes home rather than to %j", (given) => {
  expect(callbackPath(given)).toBe("/");
});
