import pg from "pg";
import { appConnection } from "#db/client.ts";
import { log } from "../log.ts";
import { LIVE_CHANNEL } from "./announce.ts";

const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 5_000;
/** How often a silent connection is asked for a sign of life: a dead peer may never say so by itself. */
const PROBE_MS = 15_000;

type Handlers = {
  message: (payload: string) => void;
  /** After a gap, however short: what was said meanwhile is lost. */
  resumed: () => void;
};

/** One connection that listens and heals itself until it is closed. */
export class Listener {
  readonly #handlers: Handlers;
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #probe: NodeJS.Timeout | undefined;
  #retryMs = FIRST_RETRY_MS;
  #closed = false;
  #first: Promise<void>;

  constructor(handlers: Handlers) {
    this.#handlers = handlers;
    this.#first = this.#connect();
  }

  /** Resolves once the first attempt to listen is over, successful or not. */
  get started(): Promise<void> {
    return this.#first;
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearInterval(this.#probe);
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => undefined);
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      ...appConnection(),
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      application_name: "hotsheet live",
    });
    const lost = (error?: Error) => this.#lost(client, error);
    client.on("error", lost);
    client.on("end", () => lost());
    client.on("notification", ({ payload }) => payload && this.#handlers.message(payload));
    this.#client = client;
    try {
      await client.connect();
      await client.query(`listen ${LIVE_CHANNEL}`);
    } catch (error) {
      lost(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    if (this.#client !== client) return;
    this.#retryMs = FIRST_RETRY_MS;
    this.#probe = setInterval(() => {
      client.query("select 1").catch(lost);
    }, PROBE_MS).unref();
    this.#handlers.resumed();
  }

  /** Called more than once for one loss; only the first counts. */
  #lost(client: pg.Client, error?: Error): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    clearInterval(this.#probe);
    client.end().catch(() => undefined);
    if (this.#closed) return;
    log.warn({ reason: error?.message }, "the live connection was lost; trying again");
    this.#timer = setTimeout(() => void this.#connect(), this.#retryMs).unref();
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
  }
}
