import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { guessOrder, type NumericOrder, readDate } from "./dates.ts";
import { csvLine, formulaSafe } from "./formula-safe.ts";
import { guessTargets } from "./guess.ts";
import type { ColumnType } from "./mapping.ts";
import { isMissing, type Reading, readCell, resolveType } from "./values.ts";

const reading: Reading = { missing: new Set(["select"]), order: "dmy", zone: "Europe/Madrid", decimal: "." };
const cell = (text: string, type: ColumnType, more: Partial<Reading> = {}) => {
  const read = readCell(text, type, { ...reading, ...more });
  return read.ok ? read.value : read.code;
};

describe("cells", () => {
  it.each([
    ["5", 5],
    ["-2.50", -2.5],
    ["0", 0],
    ["007", "007"],
    ["+34600123456", "+34600123456"],
    ["12345678901234567890", "12345678901234567890"],
    ["1e400000", "1e400000"],
    ["1,5", "1,5"],
    ["TRUE", true],
    ["Yes", "Yes"],
    ["2024-05-01", "2024-05-01"],
    [" Ana ", "Ana"],
  ])("auto reads %j as %j", (text, value) => {
    expect(cell(text, "auto")).toBe(value);
  });
  it("auto leaves phones, postcodes and ids as text", () => {
    for (const name of ["Phone", "work_phone", "Teléfono", "ZIP code", "customer id", "código"]) {
      expect(resolveType("auto", name)).toBe("text");
    }
    for (const name of ["visits", "paid", "TotalVisits", "Telegram users"])
      expect(resolveType("auto", name)).toBe("auto");
  });
  it("numbers take grouping, currency and the chosen decimal sign", () => {
    expect(cell("1,234.5", "number")).toBe(1234.5);
    expect(cell("$1,234,567", "number")).toBe(1234567);
    expect(cell("1.234,56 €", "number", { decimal: "," })).toBe(1234.56);
    expect(cell("1 234", "number")).toBe(1234);
    for (const text of ["1,23,4", "12a", "NaN", "Infinity", "1e999", "."])
      expect(cell(text, "number")).toBe("not_a_number");
  });
  it("booleans take English and Spanish words", () => {
    expect(["Yes", "sí", "1", "TRUE"].map((text) => cell(text, "boolean"))).toEqual([true, true, true, true]);
    expect(["no", "0", "Falso"].map((text) => cell(text, "boolean"))).toEqual([false, false, false]);
    expect(cell("maybe", "boolean")).toBe("not_a_boolean");
  });
  it("a marker is compared trimmed and without regard to case; nothing is always missing", () => {
    expect(["", "  ", "Select", " SELECT "].map((text) => isMissing(text, reading.missing))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(isMissing("Selected", reading.missing)).toBe(false);
  });
});

describe("dates", () => {
  const at = (text: string, order: NumericOrder = "iso", zone = "Europe/Madrid") => {
    const read = readDate(text, order, zone);
    return typeof read === "string" ? read : read.instant.toISOString();
  };
  it.each([
    ["2024-01-15", "2024-01-14T23:00:00.000Z"],
    ["2024-07-15 17:30:00", "2024-07-15T15:30:00.000Z"],
    ["2024-07-15T17:30", "2024-07-15T15:30:00.000Z"],
    ["2024-07-15T17:30:00Z", "2024-07-15T17:30:00.000Z"],
    ["2024-07-15T17:30:00.123456+05:30", "2024-07-15T12:00:00.123Z"],
    ["2024-07-15 17:30:00 UTC", "2024-07-15T17:30:00.000Z"],
    ["1721064600", "2024-07-15T17:30:00.000Z"],
    ["1721064600000", "2024-07-15T17:30:00.000Z"],
    ["2024-02-30", "not_a_date"],
    ["03/04/2024", "ambiguous_date"],
    ["0001-01-01", "not_a_date"],
    ["yesterday", "not_a_date"],
    ["2024-13-01", "not_a_date"],
    ["2024-05-01 25:00", "not_a_date"],
  ])("%s in Madrid is %s", (text, iso) => {
    expect(at(text)).toBe(iso);
  });
  it("day and month change places with the chosen order", () => {
    expect(at("03/04/2024", "dmy", "UTC")).toBe("2024-04-03T00:00:00.000Z");
    expect(at("03/04/2024", "mdy", "UTC")).toBe("2024-03-04T00:00:00.000Z");
    expect(at("31-12-2024 11:59 pm", "dmy", "UTC")).toBe("2024-12-31T23:59:00.000Z");
    expect(at("12/31/2024, 12:05:06 AM", "mdy", "UTC")).toBe("2024-12-31T00:05:06.000Z");
    expect(at("31/12/2024", "mdy", "UTC")).toBe("not_a_date");
  });
  it("an attribute keeps a bare date as a bare date", () => {
    expect(cell("03/04/2024", "date")).toBe("2024-04-03");
    expect(cell("03/04/2024 10:00", "date")).toBe("2024-04-03T08:00:00.000Z");
  });
  it("the order is guessed only where one alone reads every date", () => {
    expect(guessOrder(["2024-01-02", "n/a"])).toBe("iso");
    expect(guessOrder(["01/02/2024", "13/02/2024"])).toBe("dmy");
    expect(guessOrder(["01/02/2024", "02/13/2024"])).toBe("mdy");
    expect(guessOrder(["01/02/2024"])).toBe("ambiguous");
    expect(guessOrder(["13/02/2024", "02/13/2024"])).toBe("mixed");
  });
  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom("iso", "dmy", "mdy"),
        (text, order) => void readDate(text, order, "UTC"),
      ),
    );
  });
});

describe("what we write cannot run in a spreadsheet", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "\n=1", "\u00a0=1"])(
    "%j",
    (text) => {
      expect(formulaSafe(text)).toBe(`'${text}`);
      expect(csvLine([text])).toMatch(/^"?'/);
    },
  );
  it.each(["plain", "a=b", "ana@example.test", "", "1-2"])("%j stays as it is", (text) => {
    expect(formulaSafe(text)).toBe(text);
  });
});

describe("guessed mappings", () => {
  const column = (name: string, ...samples: string[]) => ({ name, samples });
  it("know the usual headers and never give one field to two columns", () => {
    const guessed = guessTargets("leads", [
      column("Email"),
      column("E-mail"),
      column("Prospect ID"),
      column("¿Ciudad?"),
      column("ciudad"),
    ]);
    expect(guessed.map(({ to }) => to)).toEqual([
      "email",
      "attribute:e_mail",
      "user_id",
      "attribute:ciudad",
      "attribute:ciudad_2",
    ]);
  });
  it("find addresses and dates by their cells", () => {
    expect(
      guessTargets("leads", [column("who", "a@b.test"), column("seen", "2024-01-01", "01/02/2024")]),
    ).toEqual([
      { to: "email", type: "auto" },
      { to: "attribute:seen", type: "date" },
    ]);
  });
  it("fit a file of stages", () => {
    const guessed = guessTargets("stages", [
      column("mql_id"),
      column("won_date"),
      column("Etapa"),
      column("Importe"),
      column("x"),
    ]);
    expect(guessed.map(({ to }) => to)).toEqual(["user_id", "at", "stage", "value", "ignore"]);
  });
});
