import { read, write } from "./storage.ts";

export type Message = { messageId: string; [field: string]: unknown };

const MAX_MESSAGES = 100;
const MAX_MESSAGE = 10_000;
/** Browsers refuse requests of more than 64 kB that outlive their page; a character may be three bytes. */
const MAX_BATCH = 20_000;
const GATHER_MS = 300;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/**
 * A queue in localStorage, which a page that closes, or a server that is down, does not empty. What was sent stays
 * until it was answered, and is sent again with the same id: the collector counts an id once.
 */
export function makeTransport(endpoint: string, writeKey: string) {
  const flying = new Set<string>();
  let memory = "[]";
  let retryMs = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const load = (): Message[] => {
    try {
      return JSON.parse(read("queue") ?? memory);
    } catch {
      return [];
    }
  };
  const save = (messages: Message[]) => {
    memory = JSON.stringify(messages.slice(-MAX_MESSAGES));
    write("queue", memory);
  };

  function schedule(ms: number): void {
    timer ??= setTimeout(flush, ms);
  }

  /** True where the server has dealt with the batch: it was taken, or would never be. */
  async function post(body: string): Promise<boolean> {
    try {
      const { status } = await fetch(endpoint, {
        method: "POST",
        body,
        keepalive: true,
        credentials: "omit",
      });
      return status < 500 && status !== 408 && status !== 429;
    } catch {
      return false;
    }
  }

  async function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const batch: Message[] = [];
    let size = 0;
    for (const message of load()) {
      if (flying.has(message.messageId)) continue;
      size += JSON.stringify(message).length;
      if (size > MAX_BATCH) break;
      batch.push(message);
    }
    if (!size) return;
    const ids = new Set(batch.map(({ messageId }) => messageId));
    for (const id of ids) flying.add(id);
    const done = await post(JSON.stringify({ batch, sentAt: new Date().toISOString(), writeKey }));
    for (const id of ids) flying.delete(id);
    retryMs = done ? 0 : Math.min(LAST_RETRY_MS, retryMs * 2 || FIRST_RETRY_MS);
    const left = done ? load().filter(({ messageId }) => !ids.has(messageId)) : load();
    if (done) save(left);
    if (left.length > 0) schedule(retryMs * (0.5 + Math.random() / 2));
  }

  return {
    add(message: Message): void {
      if (JSON.stringify(message).length > MAX_MESSAGE) return;
      save([...load(), message]);
      schedule(GATHER_MS);
    },
    flush,
    clear(): void {
      memory = "[]";
      write("queue", null);
    },
  };
}
