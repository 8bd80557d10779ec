import { z } from "zod";
import { operation } from "../http/operation.ts";
import { changePasswordSchema, meSchema, updateMeSchema } from "./me-schemas.ts";

const tag = "You";
const done = z.object({ done: z.literal(true) });

export const getMeOperation = operation({
  id: "getMe",
  method: "get",
  path: "/api/v1/me",
  tag,
  summary: "Who you are, in which workspace and with which role",
  permission: "authenticated",
  response: meSchema,
});

export const updateMeOperation = operation({
  id: "updateMe",
  method: "patch",
  path: "/api/v1/me",
  tag,
  summary: "Change your name, language or time zone",
  permission: "authenticated",
  body: updateMeSchema,
  response: meSchema,
});

export const changePasswordOperation = operation({
  id: "changePassword",
  method: "post",
  path: "/api/v1/me/password",
  tag,
  summary: "Change your password; your other sessions end",
  permission: "authenticated",
  body: changePasswordSchema,
  response: done,
});

export const signOutEverywhereOperation = operation({
  id: "signOutEverywhere",
  method: "post",
  path: "/api/v1/me/sign-out-everywhere",
  tag,
  summary: "End all your sessions, this one too; API tokens stay",
  permission: "authenticated",
  response: done,
});

export const meOperations = [
  getMeOperation,
  updateMeOperation,
  changePasswordOperation,
  signOutEverywhereOperation,
];
