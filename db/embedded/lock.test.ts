import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { withLock } from "./lock.ts";

const uniqueName = () => `test-${process.pid}-${performance.now()}`;

describe("the lock", () => {
  test("lets one at a time in, and everybody in the end", async () => {
    const name = uniqueName();
    let inside = 0;
    let most = 0;
    const turn = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      return "done";
    };
    const results = await Promise.all(Array.from({ length: 20 }, () => withLock(name, turn)));
    expect(results).toEqual(Array(20).fill("done"));
    expect(most).toBe(1);
  });

  test("is free again after its holder threw", async () => {
    const name = uniqueName();
    await expect(withLock(name, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await withLock(name, () => Promise.resolve("yes"))).toBe("yes");
  });

  test("is free again after its holder was killed", async () => {
    const name = uniqueName();
    const program = `const { withLock } = await import(${JSON.stringify(new URL("lock.ts", import.meta.url).href)});
      await withLock(${JSON.stringify(name)}, () => new Promise(() => console.log("held")));`;
    const holder = spawn(process.execPath, ["--input-type=module", "-e", program]);
    await once(holder.stdout, "data");
    const mine = withLock(name, () => Promise.resolve("mine"));
    holder.kill("SIGKILL");
    expect(await mine).toBe("mine");
  });
});
