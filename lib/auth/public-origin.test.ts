import { afterEach, describe, expect, it, vi } from "vitest";

async function origin(authUrl: string | undefined, headers: Record<string, string>): Promise<string> {
  vi.stubEnv("AUTH_URL", authUrl);
  vi.resetModules();
  const { publicOrigin } = await import("./public-origin.ts");
  return publicOrigin(new Headers(headers));
}

afterEach(() => vi.unstubAllEnvs());

describe("the origin of links", () => {
  it("is AUTH_URL's, whatever the request says", async () => {
    const headers = {
      host: "evil.example",
      "x-forwarded-host": "evil.example",
      origin: "https://evil.example",
    };
    expect(await origin("https://scores.example.com/", headers)).toBe("https://scores.example.com");
  });

  it.each(["localhost:3000", "127.0.0.1:4000", "[::1]:3000", "LOCALHOST"])(
    "is the request's own on this machine: %s",
    async (host) => {
      expect(await origin(undefined, { host, "x-forwarded-host": "evil.example" })).toBe(
        `http://${host.toLowerCase()}`,
      );
    },
  );

  it.each([
    "evil.example",
    "localhost.evil.example",
    "evil.example:3000",
    "localhost:3000@evil.example",
    "127.0.0.1.evil",
    "",
  ])("is refused without AUTH_URL for %j", async (host) => {
    await expect(origin(undefined, host ? { host } : {})).rejects.toMatchObject({ code: "conflict" });
  });
});
