/** Runs a command's main function; what it throws is printed as one readable message, and the exit code says so. */
export async function runCommand(main: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? `\n  caused by: ${error.cause.message}` : "";
    console.error(`${error instanceof Error ? error.message : String(error)}${cause}`);
    if (process.env.LOG_LEVEL === "debug") console.error(error);
    process.exitCode = 1;
  }
}
