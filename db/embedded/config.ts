import { chmodSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { EmbeddedPostgresError } from "./errors.ts";

const schema = z.object({ port: z.number().int().min(1).max(65535), password: z.string().min(1) });

/** What is needed to reach the server again; kept beside its data, readable by its owner only. */
export type ServerConfig = z.infer<typeof schema>;

/** Undefined when the file is missing; throws when it is unreadable or damaged. */
export function readConfig(file: string): ServerConfig | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new EmbeddedPostgresError(`Cannot read ${file}, which holds the embedded PostgreSQL's password.`, {
      cause: error,
      advice: "Run this as the user that owns the file, or set HOTSHEET_DATA to a folder of your own.",
    });
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new EmbeddedPostgresError(`${file} is damaged: it should hold {"port": …, "password": …}.`, {
      cause: error,
      advice: "Restore it from a backup, or remove the whole data folder to start with an empty database.",
    });
  }
}

/** Replaces the file in one step, so that a kill in between leaves the old one. */
export function writeConfig(file: string, config: ServerConfig): void {
  const next = `${file}.next`;
  writeFileSync(next, `${JSON.stringify(config)}\n`, { mode: 0o600 });
  chmodSync(next, 0o600);
  renameSync(next, file);
}

/** `hotsheet` is the database; the user is the server's superuser. */
export function connectionUrl(config: ServerConfig, database = "hotsheet"): string {
  return `postgres://postgres:${encodeURIComponent(config.password)}@127.0.0.1:${config.port}/${database}`;
}
