import { execFileSync } from "node:child_process";

const residentMegabytes = (pid: number) =>
  Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" })) / 1024;

/** Watches the memory of a process; `peak` is the most that was seen, in MB. */
export function watchMemory(pid: number): { peak(): number } & Disposable {
  let peak = 0;
  const look = () => {
    peak = Math.max(peak, residentMegabytes(pid));
  };
  look();
  const timer = setInterval(look, 250);
  return {
    peak() {
      look();
      return peak;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
