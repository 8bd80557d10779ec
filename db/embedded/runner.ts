import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { chownSync, readFileSync } from "node:fs";
import path from "node:path";

export type Account = { name: string; uid: number; gid: number };

/** Someone to run PostgreSQL's programs as. */
export type Runner = {
  /** For messages: "as user postgres". */
  as: string;
  spawn(program: string, args: string[], options?: SpawnOptions): ChildProcess;
  canRun(native: string): boolean;
  canEnter(folder: string): boolean;
  /** Makes a file that we made the runner's own. */
  give(file: string): void;
};

/** The whole environment of PostgreSQL's programs: PGPORT and the like of the caller must not reach them. */
const ENV = {
  PATH: process.env.PATH ?? "/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
  NODE_ENV: process.env.NODE_ENV,
};
const NOBODY = 65534;

export function asOurselves(): Runner {
  return runner("as the current user", [], undefined);
}

export function asAccount(account: Account): Runner {
  return runner(`as ${account.name}`, [], account);
}

/** Inside the namespace we have another uid, so PostgreSQL agrees to start; outside the files stay root's. */
export function inNamespace(): Runner {
  const prefix = ["unshare", "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  return runner("as root in a user namespace", prefix, undefined);
}

/** The account from /etc/passwd as a list of one, or an empty list. */
export function accountNamed(name: string): Account[] {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? [{ name: `user ${name}`, uid: Number(uid), gid: Number(gid) }] : [];
}

function runner(as: string, prefix: string[], account: Account | undefined): Runner {
  const ids = account ? { uid: account.uid, gid: account.gid } : {};
  const options = { ...ids, cwd: "/", env: ENV };
  const whole = (program: string, args: string[]) => {
    const [command = program, ...rest] = [...prefix, program, ...args];
    return { command, rest };
  };
  const succeeds = (program: string, args: string[]) => {
    const { command, rest } = whole(program, args);
    return spawnSync(command, rest, { ...options, stdio: "ignore" }).status === 0;
  };
  return {
    as,
    spawn: (program, args, more = {}) => {
      const { command, rest } = whole(program, args);
      return spawn(command, rest, { ...more, ...options });
    },
    canRun: (native) => succeeds(path.join(native, "bin", "postgres"), ["--version"]),
    canEnter: (folder) => succeeds("/bin/sh", ["-c", 'cd -- "$0"', folder]),
    give: (file) => {
      if (account) chownSync(file, account.uid, account.gid);
    },
  };
}
