import { createHash, randomBytes } from "node:crypto";

const SHAPE = /^[\x21-\x7e]{8,200}$/;

/** A new write key. It may only add events, so it is no secret of the first order, but it is stored hashed all the same. */
export const newWriteKey = () => `wk_${randomBytes(24).toString("base64url")}`;

export const isWriteKey = (value: string) => SHAPE.test(value);

export const writeKeyHash = (key: string) => createHash("sha256").update(key).digest("hex");
