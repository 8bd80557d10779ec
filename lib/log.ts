import pino from "pino";

/** Structured log on stdout. Personal data and secrets never go in: ids and codes only. */
export const log = pino({
  level: process.env.LOG_LEVEL || "info",
  base: null,
  redact: ["password", "token", "authorization", "*.password", "*.token", "*.authorization"],
});
