import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { allowOutbound } from "../outbound/testing.ts";
import { createActiveSheet } from "../scores/testing.ts";
import { hasDocuments } from "./hubspot/documents.ts";
import { TestHubspot } from "./hubspot/testing.ts";

type Here = { ws: number; admin: TestMember; hubspot: TestHubspot };

/**
 * Gives each test a HubSpot, and a workspace with an administrator and an active sheet; no request may violate HubSpot's
 * own documents, where they are there. Call once, after `useTestDatabase`.
 */
export function useHubspot(): Here {
  // Filled before each test.
  const here = {} as Here;
  beforeAll(() => {
    if (!hasDocuments)
      console.log(
        "HubSpot's OpenAPI documents are not in HOTSHEET_REAL_DATA: requests are not held against them.",
      );
    allowOutbound("127.0.0.0/8");
  });
  beforeEach(async () => {
    here.hubspot = new TestHubspot();
    await here.hubspot.start();
    here.ws = await createWorkspace();
    here.admin = await createMember(here.ws, "admin");
    await createActiveSheet(here.ws);
  });
  afterEach(async () => {
    await here.hubspot.stop();
    expect(here.hubspot.violations).toEqual([]);
  });
  afterAll(() => allowOutbound(""));
  return here;
}
