import { z } from "zod";
import { operation } from "../http/operation.ts";

export const openStreamOperation = operation({
  id: "openStream",
  method: "get",
  path: "/api/v1/stream",
  tag: "Live",
  summary: "Server-Sent Events: what happens in the workspace, as far as the caller's role may know",
  permission: "authenticated",
  response: z.string(),
  responseType: "text/event-stream",
});

export const liveOperations = [openStreamOperation];
