import type { QueryClient } from "@tanstack/react-query";

const key = (id: number) => ["new-write-key", id];

/** A write key that was made a moment ago, for the code to copy; in this tab's memory only. */
export const newKey = (client: QueryClient, id: number): string | undefined => client.getQueryData(key(id));

export function rememberKey(client: QueryClient, id: number, writeKey: string): void {
  client.setQueryDefaults(key(id), { gcTime: Number.POSITIVE_INFINITY });
  client.setQueryData(key(id), writeKey);
}
