import { afterEach, beforeEach, vi } from "vitest";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { resetEnv } from "../env.ts";
import { allowOutbound, type Received, type Receiver, startReceiver } from "../outbound/testing.ts";
import { listDeliveries } from "./list-deliveries.ts";
import { listEndpoints } from "./list-endpoints.ts";

type Here = { ws: number; admin: TestMember; receiver: Receiver };

/** Gives each test a workspace with an administrator, and a server that receives. Call once, after `useTestDatabase`. */
export function useReceiver() {
  // Filled before each test.
  const here = {} as Here;
  beforeEach(async () => {
    here.ws = await createWorkspace();
    here.admin = await createMember(here.ws, "admin");
    here.receiver = await startReceiver();
    allowOutbound("127.0.0.0/8");
  });
  afterEach(async () => {
    await here.receiver.close();
    vi.unstubAllEnvs();
    resetEnv();
  });
  return {
    here,
    answering(status: number, headers: Record<string, string> = {}, body = "") {
      here.receiver.answer = (_, response) => response.writeHead(status, headers).end(body);
    },
    last(): Received {
      const found = here.receiver.received.at(-1);
      if (!found) throw new Error("nothing was received");
      return found;
    },
    states: async (key: string) =>
      (await listDeliveries(here.admin.ctx, { key, limit: 100 })).items.map(({ state }) => state),
    endpoint: async (key: string) =>
      (await listEndpoints(here.admin.ctx)).items.find((one) => one.key === key),
  };
}
