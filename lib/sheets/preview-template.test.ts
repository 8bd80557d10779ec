import { describe, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { putSegment } from "../segments/put-segment.ts";
import { TEMPLATES } from "../templates/index.ts";
import { previewSheet } from "./preview-sheet.ts";
import { previewTemplate } from "./preview-template.ts";
import { saveDraft } from "./save-draft.ts";
import { createLeads } from "./testing.ts";

useTestDatabase();

async function setUp() {
  const workspaceId = await createWorkspace();
  const { ctx } = await createMember(workspaceId, "manager");
  const marketer = await createMember(workspaceId, "marketer");
  await putSegment(marketer.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  await createLeads(workspaceId, [
    { visits: [1, 2, 3], attributes: { title: "CEO", company: "Norte" } },
    { visits: [1] },
    {},
  ]);
  return { ctx, marketer };
}

describe("the preview of a template", () => {
  it.each(TEMPLATES.map((template) => ({ key: template.key, template })))(
    "$key counts what the preview of the same content counts",
    async ({ key, template }) => {
      const { ctx, marketer } = await setUp();
      const { sample, groups, excluded } = await previewTemplate(ctx, { template: key, segment: "all" });
      await saveDraft(marketer.ctx, { key: "same", segment: "all", content: template.content("en") });
      const full = await previewSheet(ctx, { key: "same" });
      expect(sample).toEqual({ size: 3, leads: 3, exact: true });
      expect(groups).toEqual(full.groups.map((group) => ({ key: group.key, leads: group.draft })));
      expect(excluded).toBe(full.excluded.draft);
    },
  );

  it("names the events and attributes that nobody has", async () => {
    const { ctx } = await setUp();
    const { events, attributes } = await previewTemplate(ctx, { template: "fit-engagement", segment: "all" });
    expect(events).toContainEqual({ name: "page_viewed", seen: true });
    expect(events.some(({ seen }) => !seen)).toBe(true);
    expect(attributes).toContainEqual({ name: "title", seen: true });
    expect(attributes.some(({ seen }) => !seen)).toBe(true);
  });

  it("falls back to the segment that the template suggests, and knows no other template or segment", async () => {
    const { ctx } = await setUp();
    const suggested = await previewTemplate(ctx, { template: "fit-engagement" });
    expect(suggested).toMatchObject({ segment: null, sample: { leads: 1 } });
    await expect(previewTemplate(ctx, { template: "none" })).rejects.toMatchObject({ status: 404 });
    await expect(previewTemplate(ctx, { template: "fit-engagement", segment: "none" })).rejects.toMatchObject(
      { status: 422 },
    );
  });
});
