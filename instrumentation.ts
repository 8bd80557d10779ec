/** Next calls this once when the server starts; everything that lives as long as the process begins here. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startRuntime } = await import("./lib/runtime/start-runtime.ts");
  await startRuntime();
}
