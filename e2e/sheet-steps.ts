import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import type { Caller } from "./caller.ts";
import { expect, type Team } from "./fixtures.ts";

type Message = { type: string; messageId?: string } & Record<string, unknown>;

/** A new source of this workspace; the function sends messages under its write key, as a website would. */
export async function openSource(team: Team): Promise<(batch: Message[]) => Promise<void>> {
  const admin = await team.caller("admin");
  const made = await admin.call("POST", "/api/v1/sources", { body: { name: "Website" } });
  expect(made.status).toBe(201);
  const { write_key: key } = made.body as { write_key: string };
  return async (batch) => {
    const answer = await admin.call("POST", "/v1/batch", {
      headers: { authorization: `Basic ${btoa(`${key}:`)}` },
      body: { batch: batch.map((message) => ({ messageId: randomUUID(), ...message })) },
    });
    expect(answer.status, answer.text).toBe(200);
  };
}

/** Makes a draft from a template in the dialog of `/sheets`, on the segment that is offered first. */
export async function createFromTemplate(page: Page, template: string): Promise<void> {
  await page.goto("/sheets");
  await page.getByRole("button", { name: "New sheet" }).click();
  const dialog = page.getByRole("dialog", { name: "New sheet" });
  await dialog.getByRole("radio", { name: template, exact: true }).click();
  await dialog.getByRole("button", { name: "Create draft" }).click();
  await expect(page).toHaveURL(/\/sheets\/[a-z0-9_-]+$/);
  await expect(page.getByRole("heading", { level: 1, name: template })).toBeVisible();
}

/** Signs the open version on screen; the dialog must say what this signature brings about. */
export async function sign(page: Page, side: "Marketing" | "Sales", brings: string): Promise<void> {
  await page.getByRole("button", { name: `Sign for ${side}` }).click();
  const dialog = page.getByRole("dialog", { name: new RegExp(`^Sign version \\d+ for ${side}\\?$`) });
  await expect(dialog).toContainText(brings);
  await dialog.getByRole("button", { name: `Sign for ${side}` }).click();
  await expect(dialog).toBeHidden();
}

export const FIRST = "The other side still has to sign. Any edit clears your signature.";
export const LAST = "becomes active: leads are rescored";

export type SheetAnswer = {
  key: string;
  versions: { number: number; state: string; hash: string; revision: number; signatures: unknown[] }[];
};

/** The sheet as the API tells it. */
export async function readSheet(caller: Caller, key: string): Promise<SheetAnswer> {
  const answer = await caller.get(`/api/v1/sheets/${key}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body as SheetAnswer;
}

/** Signs the newest version by the API. */
export async function approve(caller: Caller, key: string) {
  const { versions } = await readSheet(caller, key);
  return caller.call("POST", `/api/v1/sheets/${key}/approve`, { body: { hash: versions[0]?.hash } });
}

/** A segment for everyone and a draft of that content on it. */
export async function draftByApi(caller: Caller, key: string, content: unknown): Promise<void> {
  const segment = await caller.call("PUT", "/api/v1/segments/everyone", {
    body: { name: "Everyone", when: { all: [] } },
  });
  expect(segment.status, segment.text).toBeLessThan(300);
  const draft = await caller.call("PUT", `/api/v1/sheets/${key}/draft`, {
    body: { name: "Agreed sheet", segment: "everyone", content },
  });
  expect(draft.status, draft.text).toBeLessThan(300);
}

/** A row of the editor (a rule, a dimension, a group, an exclusion) by its name. */
export const editorRow = (page: Page, name: string): Locator =>
  page.getByRole("listitem", { name, exact: true });

/** The part of a sentence that says, for instance, its "Points". */
export const tokenIn = (place: Locator, label: string): Locator =>
  place.getByRole("button", { name: new RegExp(`^${label}: `) });

/** Opens a token's panel. */
export async function openToken(place: Locator, label: string): Promise<Locator> {
  const panel = place.page().getByRole("dialog", { name: label, exact: true });
  await tokenIn(place, label).click();
  await expect(panel).toBeVisible();
  return panel;
}

/** Sets a field in the panel of a token and confirms by Enter. */
export async function setToken(place: Locator, label: string, field: string, value: string): Promise<void> {
  await setInPanel(await openToken(place, label), field, value);
}

/** Brings a token into a sentence, which opens its panel, and sets a field there. */
export async function addToken(place: Locator, label: string, field: string, value: string): Promise<void> {
  await place.getByRole("button", { name: `Add ${label.toLowerCase()}` }).click();
  await setInPanel(place.page().getByRole("dialog", { name: label, exact: true }), field, value);
}

async function setInPanel(panel: Locator, field: string, value: string): Promise<void> {
  await panel.getByLabel(field, { exact: true }).fill(value);
  await panel.getByLabel(field, { exact: true }).press("Enter");
  await expect(panel).toBeHidden();
}

/** Sets a rule's points in the editor; done once its sentence says so. */
export async function setPoints(page: Page, rule: string, points: number): Promise<void> {
  const row = editorRow(page, rule);
  await setToken(row, "Points", "Points", String(points));
  await expect(tokenIn(row, "Points")).toContainText(`+${points}`);
}

/** Gives the highest group in the editor another name, and waits until that is saved. */
export async function renameHighestGroup(page: Page, name: string): Promise<void> {
  const field = page.getByRole("textbox", { name: "Group", exact: true }).last();
  await field.fill(name);
  await expect(page.getByText(/Saved \d+:\d\d/)).toBeVisible();
}
