import { describe, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { analyseImport } from "./analyse-import.ts";
import { importAll, upload } from "./testing.ts";

useTestDatabase();

const CHOICES = { encoding: "auto", delimiter: "auto", header: "true" } as const;
const admin = async () => (await createMember(await createWorkspace(), "admin")).ctx;

describe("the analysis of an uploaded file", () => {
  it("tells format, samples, markers, dates in both orders and a guessed mapping", async () => {
    const ctx = await admin();
    const rows = [
      "Correo;Alta;Importe;Cargo",
      "a@x.test;01/02/2024;1.234,50;Select",
      "b@x.test;13/02/2024;7,25;CEO",
      "c@x.test;;;N/A",
    ];
    const id = await upload(ctx, "leads", rows.join("\r\n"));
    const analysis = await analyseImport(ctx, { id, ...CHOICES, time_zone: "Europe/Madrid" });
    expect(analysis).toMatchObject({
      encoding: "utf-8",
      delimiter: ";",
      decimal: ",",
      rows_sampled: 3,
      missing: [
        { value: "Select", cells: 1 },
        { value: "N/A", cells: 1 },
      ],
      earlier: null,
    });
    expect(
      analysis.columns.map(({ name, filled, samples, guess }) => [
        name,
        filled,
        samples,
        guess.to,
        guess.type,
      ]),
    ).toEqual([
      ["Correo", 3, ["a@x.test", "b@x.test", "c@x.test"], "email", "auto"],
      ["Alta", 2, ["01/02/2024", "13/02/2024"], "attribute:alta", "date"],
      ["Importe", 2, ["1.234,50", "7,25"], "attribute:importe", "number"],
      ["Cargo", 3, ["CEO"], "attribute:cargo", "auto"],
    ]);
    expect(analysis.columns[1]?.dates).toEqual({
      order: "dmy",
      samples: [
        { text: "13/02/2024", iso: null, dmy: "2024-02-12T23:00:00.000Z", mdy: null },
        { text: "01/02/2024", iso: null, dmy: "2024-01-31T23:00:00.000Z", mdy: "2024-01-01T23:00:00.000Z" },
      ],
    });
  });

  it("offers the mapping of an earlier import with the same columns, the mended refusals included", async () => {
    const ctx = await admin();
    const mapping = {
      columns: { Who: "user_id", What: "attribute:role", Rest: "ignore" },
      missing: ["none"],
      known_at: "2024-01-01",
    };
    const { id: first } = await importAll(ctx, "leads", "Who,What,Rest\nu1,CEO,x\n", mapping);
    const again = await upload(ctx, "leads", "Who,What,refused_line,refused_reason\nu1,CEO,2,because\n");
    const { earlier } = await analyseImport(ctx, { id: again, ...CHOICES });
    expect(earlier).toMatchObject({ id: first, file_name: "file.csv" });
    expect(earlier?.mapping).toMatchObject({
      columns: { Who: { to: "user_id" }, What: { to: "attribute:role" } },
      missing: ["none"],
      known_at: undefined,
    });
    const other = await upload(ctx, "leads", "Who,Else\nu1,CEO\n");
    expect((await analyseImport(ctx, { id: other, ...CHOICES })).earlier).toBeNull();
    const events = await upload(ctx, "events", "Who,What\nu1,CEO\n");
    expect((await analyseImport(ctx, { id: events, ...CHOICES })).earlier).toBeNull();
  });

  it("refuses a time zone that does not exist and a file that is no CSV", async () => {
    const ctx = await admin();
    const id = await upload(ctx, "leads", "PK\u0003\u0004workbook");
    await expect(analyseImport(ctx, { id, ...CHOICES })).rejects.toMatchObject({
      code: "invalid",
      issues: [{ code: "workbook" }],
    });
    await expect(analyseImport(ctx, { id, ...CHOICES, time_zone: "Mars/Olympus" })).rejects.toMatchObject({
      code: "invalid",
    });
  });
});
