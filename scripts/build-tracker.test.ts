import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { EVENTS } from "#lib/templates/events.ts";
import * as made from "#lib/tracker/names.ts";
import { buildEmbed, buildTracker, EMBED_FILE, TRACKER_FILE } from "./build-tracker.ts";

const file = readFileSync(TRACKER_FILE, "utf8");
const embed = readFileSync(EMBED_FILE, "utf8");

test("the tracker that is served is built from its sources (npm run build:tracker)", async () => {
  expect(await buildTracker()).toBe(file);
});

test("the script that embeds forms is built from its sources, and runs under a strict policy", async () => {
  expect(await buildEmbed()).toBe(embed);
  expect(embed).not.toMatch(/\beval\b|new Function|document\.write|innerHTML|https?:\/\//);
});

test("the tracker stays under 4 kB gzipped", () => {
  expect(gzipSync(file).length).toBeLessThan(4_000);
});

test("the tracker runs under a strict Content-Security-Policy and names no other host", () => {
  expect(file).not.toMatch(/\beval\b|new Function|document\.write|innerHTML|createElement|https?:\/\//);
});

test("what the tracker sends is called what the templates' rules count", () => {
  expect([made.FORM_SUBMITTED, made.FILE_DOWNLOADED]).toEqual([EVENTS.formSubmitted, EVENTS.fileDownloaded]);
});
