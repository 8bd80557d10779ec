export const RUN_STATES = ["waiting", "done", "skipped", "failed"] as const;
export type RunState = (typeof RUN_STATES)[number];
