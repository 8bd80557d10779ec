import { inWorkspace } from "#db/client.ts";
import { leadAttributes, leads, stageHistory } from "#db/schema/index.ts";
import { only } from "#db/testing/factories.ts";
import type { NaiveLead } from "./naive.test-helper.ts";
import type { Funnel } from "./schemas.ts";

/** Writes leads as they are described; `source` null: none was told. @returns their ids. */
export async function writeNaiveLeads(workspaceId: number, all: readonly NaiveLead[]): Promise<number[]> {
  return inWorkspace(workspaceId, async (tx) => {
    const ids: number[] = [];
    for (const lead of all) {
      const createdAt = new Date(lead.at);
      const attributes = {
        ...(lead.source === null ? {} : { source: lead.source }),
        ...(lead.segment === null ? {} : { line: lead.segment }),
      };
      const row = await tx
        .insert(leads)
        .values({ workspaceId, attributes, createdAt })
        .returning({ id: leads.id });
      const leadId = only(row).id;
      ids.push(leadId);
      const told = Object.entries(attributes);
      if (told.length > 0)
        await tx
          .insert(leadAttributes)
          .values(told.map(([key, value]) => ({ workspaceId, leadId, key, value, knownAt: createdAt })));
      if (lead.stages.length > 0)
        await tx.insert(stageHistory).values(
          lead.stages.map(({ stage, at, value }) => ({
            ...{ workspaceId, leadId, stage, value, origin: "api" },
            at: new Date(at),
          })),
        );
    }
    return ids;
  });
}

/** The figures that the naive reading has too, with the rates alone. */
export const comparable = ({ figures }: Pick<Funnel, "figures">) => ({
  ...{ entered: figures.entered, mature: figures.mature, open: figures.open },
  stages: figures.stages.map(({ values: _, of_start, of_previous, ...rest }) => ({
    ...rest,
    of_start: of_start?.rate ?? null,
    of_previous: of_previous?.rate ?? null,
  })),
});
