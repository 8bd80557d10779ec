import { describe, expect, it } from "vitest";
import en from "#messages/en.json" with { type: "json" };
import es from "#messages/es.json" with { type: "json" };
import { ISSUE_TEXTS, issue } from "./issues.ts";

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe("issue texts", () => {
  it("are the English messages, word for word", () => {
    expect(en.SheetIssues).toStrictEqual(ISSUE_TEXTS);
  });

  it("exist in Spanish with the same parameters", () => {
    const spanish: Record<string, string> = es.SheetIssues;
    for (const [code, text] of Object.entries(ISSUE_TEXTS))
      expect(placeholders(spanish[code] ?? "")).toStrictEqual(placeholders(text));
  });

  it("carry their parameters in the message", () => {
    expect(issue(["rules", 3, "category"], "unknown_category", { category: "web" })).toStrictEqual({
      path: "rules.3.category",
      code: "unknown_category",
      message: "There is no category “web”.",
      params: { category: "web" },
    });
  });
});
