import { describe, expect, it } from "vitest";
import type { Analysis } from "#lib/imports/schemas.ts";
import { columnIssues, dateOrder, emptyMapping, filledUp, valueIssues } from "./draft.ts";

type Column = Analysis["columns"][number];
const column = (name: string, to: string, more: Partial<Column> = {}): Column => ({
  name,
  filled: 1,
  samples: [],
  distinct: 1,
  values: [],
  dates: null,
  guess: { to, type: "auto" },
  ...more,
});
const analysis = (columns: Column[], more: Partial<Analysis> = {}): Analysis => ({
  encoding: "utf-8",
  delimiter: ",",
  time_zone: "UTC",
  rows_sampled: 1,
  decimal: ",",
  earlier: null,
  missing: [],
  columns,
  ...more,
});
const dates = (order: NonNullable<Column["dates"]>["order"]) => ({ dates: { order, samples: [] } });

describe("a mapping in hand", () => {
  const file = analysis([column("Mail", "email"), column("Job", "attribute:job")]);

  it("starts with the guesses and the file's decimal sign", () => {
    expect(filledUp(emptyMapping, file)).toMatchObject({
      decimal: ",",
      columns: { Mail: { to: "email" }, Job: { to: "attribute:job" } },
    });
  });
  it("keeps what was chosen, and no guess takes a field that was given away", () => {
    const chosen = { ...emptyMapping, columns: { Job: { to: "email", type: "auto" as const } } };
    expect(filledUp(chosen, file)).toMatchObject({
      decimal: ".",
      columns: { Mail: { to: "ignore" }, Job: { to: "email" } },
    });
  });
  it("starts as an earlier import of such a file was mapped, leaving new columns out", () => {
    const mapping = {
      ...emptyMapping,
      missing: ["x"],
      columns: { Mail: { to: "user_id", type: "auto" as const } },
    };
    const earlier = { id: 1, file_name: "f", created_at: "2024-01-01T00:00:00.000Z", mapping };
    expect(filledUp(emptyMapping, { ...file, earlier })).toMatchObject({
      missing: ["x"],
      columns: { Mail: { to: "user_id" }, Job: { to: "ignore" } },
    });
  });
  it("lists a key that is missing or cannot be used once, by its column", () => {
    const keyed = (key: string) => ({
      ...filledUp(emptyMapping, file),
      columns: {
        Mail: { to: "email", type: "auto" as const },
        Job: { to: `attribute:${key}`, type: "auto" as const },
      },
    });
    expect(columnIssues("leads", keyed(""), file).map(({ path, code }) => [path, code])).toEqual([
      ["columns.Job", "key_needed"],
    ]);
    expect(columnIssues("leads", keyed("a.b"), file).map(({ code }) => code)).toEqual(["key_bad"]);
    expect(columnIssues("leads", keyed("job"), file)).toEqual([]);
  });
});

describe("the order of dates", () => {
  const open = (...orders: Parameters<typeof dates>[0][]) => {
    const file = analysis(
      orders.map((order, n) =>
        column(`d${n}`, n === 0 ? "at" : `attribute:${n}`, {
          ...dates(order),
          guess: { to: n === 0 ? "at" : `attribute:${n}`, type: "date" },
        }),
      ),
    );
    return [
      dateOrder(filledUp(emptyMapping, file), file),
      valueIssues(filledUp(emptyMapping, file), file).map(({ code }) => code),
    ];
  };
  it("is settled by one certain column, and open where nothing is certain or columns differ", () => {
    expect(open("iso")).toEqual(["iso", []]);
    expect(open("dmy", "ambiguous", "iso")).toEqual(["dmy", []]);
    expect(open("ambiguous")).toEqual(["ambiguous", ["dates_ambiguous"]]);
    expect(open("dmy", "mdy")).toEqual(["mixed", ["dates_mixed"]]);
    expect(dateOrder(emptyMapping, analysis([column("a", "email")]))).toBeNull();
  });
});
