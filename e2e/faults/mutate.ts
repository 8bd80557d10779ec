import type { Random } from "../../bench/data/random.ts";

const KEYS = [
  ...["type", "userId", "anonymousId", "previousId", "groupId", "event", "name", "messageId", "properties"],
  ...["traits", "context", "timestamp", "originalTimestamp", "sentAt", "batch", "writeKey", "email", "page"],
  ...[
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "length",
    "",
    "a.b",
    "\u0000",
    "\ud800",
    "é".repeat(400),
  ],
];
const VALUES = [
  ...[
    "null",
    "true",
    "0",
    "-0",
    "1e400000",
    "-1e400000",
    "9007199254740993",
    "1e-999",
    '""',
    '" "',
    '"a@b.c"',
  ],
  ...[
    '"track"',
    '"identify"',
    '"page"',
    '"2026-13-45"',
    '"1970-01-01"',
    '"2038-01-19T03:14:08Z"',
    '"+275760-09-13"',
  ],
  ...[
    '"\\u0000"',
    '"\\ud800"',
    '"\\udc00x"',
    '"=1+1"',
    '"<script>alert(1)</script>"',
    "[]",
    "{}",
    "[[[[[[]]]]]]",
  ],
  ...[
    '{"__proto__":{"x":1}}',
    '{"constructor":{"prototype":{}}}',
    '{"email":"x@y.z"}',
    '{"email":["x@y.z"]}',
  ],
];

function value(random: Random, depth: number): string {
  const kind = random.below(12);
  if (kind < 7 || depth > 5) return random.pick(VALUES);
  if (kind === 7) return JSON.stringify("x".repeat(random.below(3_000)));
  if (kind === 8) return "[".repeat(random.below(200)) + "]".repeat(random.below(200));
  if (kind === 9)
    return `[${Array.from({ length: random.below(4) }, () => value(random, depth + 1)).join(",")}]`;
  return object(random, depth + 1);
}

function object(random: Random, depth: number): string {
  const members = Array.from({ length: random.below(7) }, () => {
    const key = random.below(40) === 0 ? random.uuid().repeat(40) : random.pick(KEYS);
    return `${JSON.stringify(key)}:${value(random, depth)}`;
  });
  return `{${members.join(",")}}`;
}

/** A message that could be taken, but for what is put over it. */
function nearlyValid(random: Random): string {
  const wrong = Object.fromEntries(
    Array.from({ length: random.below(3) }, () => [random.pick(KEYS), `@${random.below(VALUES.length)}@`]),
  );
  const message = {
    type: random.pick(["track", "identify", "page", "screen", "group", "alias"]),
    userId: `user-${random.below(50)}`,
    event: "Opened",
    groupId: "acme",
    previousId: `anonymous-${random.below(50)}`,
    messageId: random.uuid(),
    timestamp: "2026-01-01T00:00:00Z",
    traits: { email: `u${random.below(50)}@example.com` },
    properties: { path: "/pricing", n: random.below(5) },
    ...wrong,
  };
  return JSON.stringify(message).replaceAll(/"@(\d+)@"/g, (_, n: string) => VALUES[Number(n)] ?? "null");
}

/** Bytes changed, cut off or put in, anywhere. */
function damaged(random: Random, body: Buffer): Buffer {
  const bytes = Buffer.from(body);
  for (let n = random.below(4); n >= 0 && bytes.length > 0; n--)
    bytes[random.below(bytes.length)] = random.below(256);
  return random.below(2) === 0 ? bytes : bytes.subarray(0, random.below(bytes.length + 1));
}

/** A body of the collector that is wrong in some way: in its values, in its shape, or no longer JSON. */
export function mutated(random: Random): Buffer {
  const messages = Array.from({ length: random.below(4) }, () =>
    random.below(2) === 0 ? nearlyValid(random) : value(random, 1),
  );
  const whole = random.pick([
    `{"batch":[${messages.join(",")}]}`,
    `{"batch":[${messages.join(",")}],"sentAt":${value(random, 4)},"context":${value(random, 2)}}`,
    nearlyValid(random),
    object(random, 0),
    value(random, 0),
  ]);
  const body = Buffer.from(whole, "utf8");
  return random.below(3) === 0 ? damaged(random, body) : body;
}
