import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { inspectProcess, until } from "./processes.ts";

const NO_PROC = "/nonexistent";

describe.each([
  ["/proc", "/proc"],
  ["ps, where there is no /proc", NO_PROC],
])("what %s tells of a process", (_name, procDir) => {
  test("holds its arguments, and the same birth each time", () => {
    const child = spawn("sleep", ["60"], { stdio: "ignore" });
    const info = inspectProcess(child.pid ?? 0, procDir);
    expect(info).toMatchObject({ zombie: false, command: "sleep 60 " });
    expect(inspectProcess(child.pid ?? 0, procDir)?.born).toBe(info?.born);
    expect(info?.born).not.toBe("");
    child.kill();
  });

  test("marks one that has ended and was not collected", async () => {
    const parent = spawn("sh", ["-c", "sleep 0.1 & echo $!; exec sleep 60"]);
    const [line] = await once(parent.stdout, "data");
    const pid = Number(String(line));
    expect(await until(() => inspectProcess(pid, procDir)?.zombie === true, 5_000)).toBe(true);
    parent.kill();
  });

  test("is nothing for a pid that nobody has", () => {
    expect(inspectProcess(2 ** 22 + 1, procDir)).toBeUndefined();
    expect(inspectProcess(Number.NaN, procDir)).toBeUndefined();
  });
});
