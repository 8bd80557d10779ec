import { expect, it } from "vitest";
import { safeCell, toCsv } from "./csv.ts";

it.each(["=1+1", "+1", "-cmd", "@sum", "\t=1", "\r=1", "  =1", "\n=1", "＝1", "\u00a0@x"])(
  "disarms the formula %j",
  (cell) => {
    expect(safeCell(cell)).toBe(`'${cell}`);
  },
);

it("leaves plain text and numbers, negative ones too, as they are", () => {
  expect(["Acme", "a=b", "", -5, 3.5, null].map(safeCell)).toEqual(["Acme", "a=b", "", -5, 3.5, null]);
});

it("quotes separators and quotes, and ends lines the way spreadsheets expect", () => {
  expect(toCsv(["Group", "Leads"], [['Hot, "very"', 3]])).toBe('\ufeffGroup,Leads\r\n"Hot, ""very""",3\r\n');
});
