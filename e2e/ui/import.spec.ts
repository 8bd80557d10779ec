import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { englishOn } from "../english.ts";
import { expect, expectAccessible, test } from "../fixtures.ts";
import { type CsvFile, csv, hasRealFile, madeUpFile, madeUpTexts, realSlice } from "../x-education.ts";

const current = (page: Page, steps = "Steps of the import") =>
  page.getByRole("list", { name: steps }).locator("[aria-current=step]");
const goesTo = (page: Page, column: string) =>
  page.getByRole("combobox", { name: `Where ${column} goes`, exact: true });
const saved = (page: Page) => expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();

async function upload(page: Page, file: CsvFile): Promise<void> {
  await page.goto("/import");
  await page.getByLabel("Drop a CSV file here, or choose one").setInputFiles(file);
  await expect(page).toHaveURL(/\/import\/\d+$/);
  await expect(current(page)).toContainText("Match columns");
}

async function expectCounts(page: Page, counts: Record<string, string>): Promise<void> {
  for (const [name, count] of Object.entries(counts)) {
    const tile = page.locator("dl > div").filter({ has: page.getByText(name, { exact: true }) });
    await expect(tile.getByRole("definition"), name).toHaveText(count);
  }
}

/** From the columns to the result, with all as it was found. */
async function importAsFound(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Continue to values" }).click();
  await expect(current(page)).toContainText("Fix values");
  await page.getByRole("button", { name: "Continue to preview" }).click();
  await expect(current(page)).toContainText("Preview");
  await page.getByRole("button", { name: "Import the valid rows" }).click();
  await expect(page.getByRole("heading", { name: /rows? imported$/i })).toBeVisible({ timeout: 30_000 });
}

test("a file goes from upload to result; a reload in the middle loses nothing; twice changes nothing", async ({
  team,
}) => {
  const page = await team.page("marketer");
  await upload(page, madeUpFile());

  // What was guessed.
  await expect(goesTo(page, "Prospect ID")).toHaveValue("user_id");
  await expect(page.getByRole("textbox", { name: "Name of the field for Lead Source" })).toHaveValue(
    "lead_source",
  );
  await expect(page.getByText("14 rows read to make these guesses.")).toBeVisible();

  // What is chosen stays, also after a reload.
  await goesTo(page, "Lead Number").selectOption({ label: "Do not import" });
  await page.getByRole("combobox", { name: "How TotalVisits is read" }).selectOption({ label: "Number" });
  await page.getByRole("textbox", { name: "Name of the field for City" }).fill("town");
  await saved(page);
  await page.reload();
  await expect(goesTo(page, "Lead Number")).toHaveValue("ignore");
  await expect(page.getByRole("combobox", { name: "How TotalVisits is read" })).toHaveValue("number");
  await expect(page.getByRole("textbox", { name: "Name of the field for City" })).toHaveValue("town");

  // Texts that mean "no value".
  await page.getByRole("button", { name: "Continue to values" }).click();
  await expect(page).toHaveURL(/step=values/);
  await page.getByRole("checkbox", { name: /^“Select” \(\d+ cells\)$/ }).click();
  await page.getByLabel("Another text").fill("Not told");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await saved(page);
  await page.reload();
  await expect(page.getByRole("checkbox", { name: /^“Select”/ })).toBeChecked();
  await page.getByRole("button", { name: "Remove Not told" }).click();

  // A dry run of every row.
  await page.getByRole("button", { name: "Continue to preview" }).click();
  await expect(page).toHaveURL(/step=preview/);
  await expect(page.getByText("All 14 rows of the file were tried, and nothing was written.")).toBeVisible();
  await expectCounts(page, { Created: "12", Updated: "0", Unchanged: "0", Refused: "2" });
  const samples = page.getByRole("table", { name: "Sample rows" });
  await expect(samples).toContainText("made-up-001");
  await expect(samples.getByText("Select", { exact: true })).toHaveCount(0);
  const refused = page.getByRole("table", { name: "Refused" });
  await expect(refused).toContainText("No e-mail address, id or anonymous id");
  await expect(refused).toContainText("TotalVisits: “many” is not a number");
  await page.reload();
  await expectCounts(page, { Created: "12", Refused: "2" });

  await page.getByRole("button", { name: "Import the valid rows" }).click();
  await expect(page.getByRole("heading", { name: "12 rows imported" })).toBeVisible();
  await expectCounts(page, { Created: "12", Updated: "0", Unchanged: "0", Refused: "2" });
  await expect(page.getByRole("heading", { name: "2 rows refused" })).toBeVisible();

  // The line counts the line break inside a cell: the bad rows are records 7 and 8 of the file.
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download refused rows (CSV)" }).click();
  const lines = (await readFile(await (await download).path(), "utf8")).replace(/^\ufeff/, "").split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^Prospect ID,Lead Number,.*,refused_line,refused_reason$/);
  expect(lines[1]).toMatch(/^,700013,.*,9,"?no e-mail address, user id or anonymous id"?$/);
  expect(lines[2]).toMatch(/^made-up-014,.*,10,"TotalVisits: ""many"" is not a number"$/);

  // The same file again: the earlier mapping is taken up, and nothing changes.
  await page.getByRole("link", { name: "Import another file" }).click();
  await upload(page, madeUpFile());
  await expect(page.getByText(/Columns are matched as in the import of x-education\.csv/)).toBeVisible();
  await expect(goesTo(page, "Lead Number")).toHaveValue("ignore");
  await importAsFound(page);
  await expectCounts(page, { Created: "0", Updated: "0", Unchanged: "12", Refused: "2" });

  await page.getByRole("link", { name: "See the leads" }).click();
  await page.getByRole("link", { name: "made-up-005" }).click();
  await expect(page.getByText(/A better career,\s+and "flexible" hours/).first()).toBeVisible();
  await expect(page.getByText("Select", { exact: true })).toHaveCount(0);
});

test("two columns cannot go to one field", async ({ team }) => {
  const page = await team.page("marketer");
  await upload(page, madeUpFile());
  const next = page.getByRole("button", { name: "Continue to values" });
  await expect(next).toBeEnabled();
  await expect(
    goesTo(page, "Lead Number").getByRole("option", { name: "Your id for the lead (taken by Prospect ID)" }),
  ).toBeDisabled();
  const city = page.getByRole("textbox", { name: "Name of the field for City" });
  await city.fill("country");
  await expect(
    page
      .getByRole("listitem")
      .filter({ hasText: "both go to “country”. One field takes one column." })
      .first(),
  ).toBeVisible();
  await expect(next).toBeDisabled();
  await city.fill("");
  await expect(page.getByText("Give a field name.").first()).toBeVisible();
  await expect(next).toBeDisabled();
  await city.fill("city");
  await expect(next).toBeEnabled();
  await goesTo(page, "Prospect ID").selectOption({ label: "Do not import" });
  await expect(
    page.getByText("Say which column tells who the lead is: your id, e-mail address or anonymous id."),
  ).toBeVisible();
  await expect(next).toBeDisabled();
});

test("en español, del archivo al resultado, sin una palabra en inglés", async ({ team }) => {
  const page = await team.page("marketer", { locale: "es" });
  await page.goto("/import");
  await page.getByLabel("Suelta aquí un archivo CSV o elige uno").setInputFiles(madeUpFile());
  const steps = "Pasos de la importación";
  const noEnglish = async () => expect(await englishOn(page, madeUpTexts())).toEqual([]);
  await expect(current(page, steps)).toContainText("Asignar columnas");
  await noEnglish();
  await page.getByRole("combobox", { name: "Cómo se lee TotalVisits" }).selectOption({ label: "Número" });
  await page.getByRole("button", { name: "Continuar con los valores" }).click();
  await expect(page.getByText("¿Qué textos significan «sin valor»?")).toBeVisible();
  await noEnglish();
  await page.getByRole("checkbox", { name: /^«Select» \(\d+ celdas\)$/ }).click();
  await page.getByRole("button", { name: "Continuar a la vista previa" }).click();
  await expect(page.getByText("Se probaron las 14 filas del archivo, sin escribir nada.")).toBeVisible();
  await expectCounts(page, { Nuevas: "12", Actualizadas: "0", "Sin cambios": "0", Rechazadas: "2" });
  await expect(page.getByText("TotalVisits: «many» no es un número")).toBeVisible();
  await noEnglish();
  await page.getByRole("button", { name: "Importar las filas válidas" }).click();
  await expect(page.getByRole("heading", { name: "12 filas importadas" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "2 filas rechazadas" })).toBeVisible();
  await expect(current(page, steps)).toHaveCount(0);
  await noEnglish();
});

/** Presses Tab until `target` has the focus; fails where it is not reached. */
async function tabTo(page: Page, target: Locator, most = 60): Promise<void> {
  const focused = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < most && !(await focused()); presses++) await page.keyboard.press("Tab");
  await expect(target).toBeFocused();
  await expect(target).toBeInViewport();
}

test("the wizard is gone through without a mouse, and each step is accessible", async ({ team }) => {
  const buffer = csv(
    ["Email", "City", "Score"],
    [
      { Email: "ana@example.com", City: "Madrid", Score: "7" },
      { Email: "luis@example.com", City: "Unknown", Score: "9" },
    ],
  );
  const page = await team.page("marketer");
  await page.goto("/import");
  await tabTo(page, page.getByLabel("Drop a CSV file here, or choose one"));
  await expect(async () => {
    const chooser = page.waitForEvent("filechooser", { timeout: 2_000 });
    await page.keyboard.press("Enter");
    await (await chooser).setFiles({ name: "keys.csv", mimeType: "text/csv", buffer });
  }).toPass();
  await expect(current(page)).toContainText("Match columns");
  await expectAccessible(page);
  await tabTo(page, goesTo(page, "Score"));
  await page.keyboard.press("Home");
  await expect(goesTo(page, "Score")).toHaveValue("ignore");
  await tabTo(page, page.getByRole("button", { name: "Continue to values" }));
  await page.keyboard.press("Enter");
  await expect(current(page)).toContainText("Fix values");
  await expectAccessible(page);
  const marker = page.getByRole("checkbox", { name: "“Unknown” (1 cell)" });
  await tabTo(page, marker);
  await page.keyboard.press("Space");
  await expect(marker).toBeChecked();
  await tabTo(page, page.getByRole("button", { name: "Continue to preview" }));
  await page.keyboard.press("Enter");
  const start = page.getByRole("button", { name: "Import the valid rows" });
  await expect(start).toBeEnabled();
  await expectAccessible(page);
  await tabTo(page, start);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "2 rows imported" })).toBeVisible();
  await expectAccessible(page);
  await tabTo(page, page.getByRole("link", { name: "See the leads" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("link", { name: "ana@example.com" })).toBeVisible();
});

test("who may read imports only sees what became of them", async ({ team }) => {
  const page = await team.page("manager");
  await page.goto("/import");
  await expect(page.getByText("Your role may look at imports but not start one.")).toBeVisible();
  await expect(page.getByLabel("Drop a CSV file here, or choose one")).toHaveCount(0);
});

if (hasRealFile) {
  test("the first 200 rows of the real X Education file are imported, and none the second time", async ({
    team,
  }) => {
    const page = await team.page("marketer");
    await upload(page, realSlice(200));
    await expect(goesTo(page, "Prospect ID")).toHaveValue("user_id");
    await expect(page.getByText("200 rows read to make these guesses.")).toBeVisible();
    await page.getByRole("button", { name: "Continue to values" }).click();
    await page.getByRole("checkbox", { name: /^“Select” \(\d+ cells\)$/ }).click();
    await page.getByRole("button", { name: "Continue to preview" }).click();
    await expectCounts(page, { Created: "200", Updated: "0", Unchanged: "0", Refused: "0" });
    await page.getByRole("button", { name: "Import the valid rows" }).click();
    await expect(page.getByRole("heading", { name: "200 rows imported" })).toBeVisible({ timeout: 30_000 });
    await upload(page, realSlice(200));
    await importAsFound(page);
    await expectCounts(page, { Created: "0", Updated: "0", Unchanged: "200", Refused: "0" });
  });
} else if (process.env.TEST_WORKER_INDEX === undefined) {
  // Once, by the runner.
  console.log("The real X Education file is not in HOTSHEET_REAL_DATA: its test is not part of this run.");
}
