import { createServer } from "node:http";
import Provider from "oidc-provider";
import { freePort } from "../../db/embedded/ports.ts";
import { expect, test } from "../fixtures.ts";
import { serve } from "../serve.ts";

const CLIENT = { client_id: "hotsheet", client_secret: "only-the-tests-know" };

/** A certified OpenID provider on this machine; whoever types an e-mail address is that person, verified. */
async function startProvider(redirect: () => string): Promise<{ issuer: string; stop(): void }> {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const server = createServer((request, response) => provider.callback()(request, response));
  const provider = new Provider(issuer, {
    clients: [{ ...CLIENT, redirect_uris: [`${redirect()}/api/auth/callback/oidc`] }],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: sub, email_verified: true, name: "Olga OpenID" }),
    }),
    cookies: { keys: ["a key for the cookies of the tests' provider"] },
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { issuer, stop: () => server.close().closeAllConnections() };
}

test("a member signs in through an OpenID provider, and a stranger does not get in", async ({ team }) => {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const provider = await startProvider(() => url);
  const server = await serve({
    PORT: String(port),
    AUTH_URL: url,
    AUTH_OIDC_ISSUER: provider.issuer,
    AUTH_OIDC_ID: CLIENT.client_id,
    AUTH_OIDC_SECRET: CLIENT.client_secret,
    AUTH_OIDC_NAME: "Test ID",
  });
  try {
    const member = await team.member("manager");
    for (const [email, enters] of [
      [member.email, true],
      ["stranger@example.test", false],
    ] as const) {
      const page = await team.strangersPage();
      await page.goto(`${url}/leads`);
      await page.getByRole("button", { name: "Continue with Test ID" }).click();
      await page.getByPlaceholder("Enter any login").fill(email);
      await page.getByPlaceholder("and password").fill("any");
      await page.getByRole("button", { name: "Sign-in" }).click();
      await page.getByRole("button", { name: "Continue" }).click();
      if (enters) await expect(page).toHaveURL(`${url}/leads`);
      else await expect(page.getByText("This account has no access.")).toBeVisible();
    }
  } finally {
    await server.stop();
    provider.stop();
  }
});
