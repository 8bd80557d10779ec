export const TEST_TYPE = "webhook.test";

/** What a test sends: it says of itself that it is one. */
export const testEvent = (endpoint: { key: string; name: string }, now: Date) => ({
  type: TEST_TYPE,
  timestamp: now.toISOString(),
  data: { endpoint: { key: endpoint.key, name: endpoint.name } },
});
