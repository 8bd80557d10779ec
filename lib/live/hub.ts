import { z } from "zod";
import { log } from "../log.ts";
import { can, type Role } from "../permissions.ts";
import { Listener } from "./listener.ts";
import { LISTENERS, liveMessageSchema, type StreamMessage } from "./messages.ts";
import { Presence } from "./presence.ts";

const SWEEP_MS = 1_000;

export type Subscriber = {
  workspaceId: number;
  memberId: number | null;
  /** Null: the product itself, which may hear everything. */
  role: Role | null;
  send: (message: StreamMessage) => void;
  /** Ends the stream, because the process stops. */
  close: () => void;
};

const heardSchema = z.object({ workspace: z.number().int(), message: liveMessageSchema });

/** Brings what the database announces to the streams of this process, each hearing only what its member may. */
class Hub {
  readonly #subscribers = new Set<Subscriber>();
  readonly #presence = new Presence();
  readonly #listener: Listener;
  readonly #sweep: NodeJS.Timeout;
  #closed = false;

  constructor() {
    this.#listener = new Listener({
      message: (payload) => this.#hear(payload),
      resumed: () => {
        for (const subscriber of this.#subscribers) this.#synchronise(subscriber);
      },
    });
    this.#sweep = setInterval(() => {
      for (const { workspace, sheet } of this.#presence.sweep(Date.now())) this.#tellPeople(workspace, sheet);
    }, SWEEP_MS).unref();
  }

  get started(): Promise<void> {
    return this.#listener.started;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** How many streams a member has open here. */
  count(workspaceId: number, memberId: number | null): number {
    return [...this.#subscribers].filter((s) => s.workspaceId === workspaceId && s.memberId === memberId)
      .length;
  }

  /** Adds a stream and tells it at once who is where. Returns how to take it out. */
  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber);
    this.#synchronise(subscriber);
    return () => {
      this.#subscribers.delete(subscriber);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#sweep);
    for (const subscriber of [...this.#subscribers]) subscriber.close();
    this.#subscribers.clear();
    await this.#listener.close();
  }

  #hear(payload: string): void {
    let heard: z.infer<typeof heardSchema>;
    try {
      heard = heardSchema.parse(JSON.parse(payload));
    } catch (error) {
      // A process of another version may say what this one does not know.
      log.warn({ err: error }, "a live message could not be read");
      return;
    }
    const { workspace, message } = heard;
    if (message.kind !== "presence") {
      this.#toWorkspace(workspace, message);
      return;
    }
    const { sheet, member: id, name, rule } = message;
    if (this.#presence.note(workspace, sheet, { id, name, rule }, Date.now()))
      this.#tellPeople(workspace, sheet);
  }

  #tellPeople(workspace: number, sheet: string): void {
    this.#toWorkspace(workspace, {
      kind: "presence",
      sheet,
      people: this.#presence.people(workspace, sheet),
    });
  }

  #toWorkspace(workspace: number, message: StreamMessage): void {
    for (const subscriber of this.#subscribers)
      if (subscriber.workspaceId === workspace) this.#tell(subscriber, message);
  }

  /** What a stream starts with, at its beginning and after a gap. */
  #synchronise(subscriber: Subscriber): void {
    const { workspaceId } = subscriber;
    this.#tell(subscriber, { kind: "sync" });
    for (const sheet of this.#presence.sheets(workspaceId))
      this.#tell(subscriber, { kind: "presence", sheet, people: this.#presence.people(workspaceId, sheet) });
  }

  #tell(subscriber: Subscriber, message: StreamMessage): void {
    const needed = LISTENERS[message.kind];
    if (needed === null || subscriber.role === null || can(subscriber.role, needed)) subscriber.send(message);
  }
}

const shared = globalThis as typeof globalThis & { hotsheetLive?: Hub };

/** The process-wide hub, started at first use. */
export function liveHub(): Hub {
  shared.hotsheetLive ??= new Hub();
  return shared.hotsheetLive;
}

/** Ends every stream and the listening connection. New streams are refused from then on, for the process stops. */
export async function closeLive(): Promise<void> {
  await shared.hotsheetLive?.close();
}

/** The same for tests, after which a new hub may begin. */
export async function resetLive(): Promise<void> {
  await closeLive();
  shared.hotsheetLive = undefined;
}
