import { Connection } from "jsforce/lib/connection.js";
import { CrmError } from "../connector.ts";
import { errorOfCall } from "../outbound.ts";
import { GuardedTransport } from "./transport.ts";

const VERSION = "60.0";

/** Signs in at the first call (OAuth 2.0 client credentials) and keeps the session. */
export class SalesforceClient {
  readonly #baseUrl: string;
  readonly #id: string;
  readonly #secret: string;
  #session: Promise<Connection> | undefined;

  constructor(baseUrl: string, id: string, secret: string) {
    this.#baseUrl = baseUrl.replace(/\/+$/, "");
    this.#id = id;
    this.#secret = secret;
  }

  async #open(): Promise<Connection> {
    const transport = new GuardedTransport();
    const connection = new Connection({
      loginUrl: this.#baseUrl,
      version: VERSION,
      oauth2: { loginUrl: this.#baseUrl, clientId: this.#id, clientSecret: this.#secret },
    });
    connection._transport = transport;
    connection.oauth2._transport = transport;
    await connection.authorize({ grant_type: "client_credentials" });
    return connection;
  }

  /** @throws CrmError */
  async run<T>(call: (connection: Connection) => Promise<T>): Promise<T> {
    try {
      this.#session ??= this.#open();
      return await call(await this.#session);
    } catch (error) {
      // A session that has ended is opened anew by the next call.
      if (error instanceof CrmError && error.code === "credentials") this.#session = undefined;
      throw errorOfCall(error);
    }
  }

  query<T>(soql: string): Promise<{ records: T[]; done: boolean }> {
    return this.run(async (connection) => {
      const url = `/services/data/v${VERSION}/query?q=${encodeURIComponent(soql)}`;
      return connection.request<{ records: T[]; done: boolean }>({ method: "GET", url });
    });
  }
}

/** A text within SOQL. */
export const quoted = (text: string) => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;

/** A field's name within SOQL, where nothing can be quoted. @throws CrmError `refused` */
export function fieldName(name: string): string {
  if (!/^[A-Za-z]\w{0,79}$/.test(name)) throw new CrmError("refused", `"${name}" is no field of Salesforce`);
  return name;
}
