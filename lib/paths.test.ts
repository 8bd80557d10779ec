import { expect, it } from "vitest";
import { apiPaths, paths, withQuery } from "./paths.ts";

it("encodes keys, so that a key can never reach another route", () => {
  expect(paths.sheetReview("a/../b?c")).toBe("/sheets/a%2F..%2Fb%3Fc/review");
  expect(apiPaths.lead("email:x@y.z")).toBe("/api/v1/leads/email%3Ax%40y.z");
});

it("leaves unset values out of the query", () => {
  expect(withQuery("/leads", { q: "a b&c", group: null, owner: undefined, sort: "", limit: 0 })).toBe(
    "/leads?q=a+b%26c&limit=0",
  );
  expect(paths.signIn()).toBe("/sign-in");
  expect(paths.signIn("/queue?owner=3")).toBe("/sign-in?callbackUrl=%2Fqueue%3Fowner%3D3");
});
