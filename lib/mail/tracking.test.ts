import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createWorkspace, only } from "#db/testing/factories.ts";
import { runProgrammes } from "../programmes/run-steps.ts";
import { createLead, createProgramme, enrol, enrolmentsOf, later, step } from "../programmes/testing.ts";
import { deliverMails } from "./deliver.ts";
import { followLink, postLink } from "./follow-link.ts";
import { useSmtp } from "./smtp.test-helper.ts";

useTestDatabase();

const smtpServer = useSmtp();

const eventsOf = (workspaceId: number, leadId: number) =>
  inWorkspace(workspaceId, async (tx) => {
    const found = await tx.$client.query<{
      name: string;
      ignored: string | null;
      properties: Record<string, unknown>;
    }>(
      `select a.name, e.ignored, a.properties || coalesce(e.rest - 'context', '{}') as properties from events e
       join activities a on a.workspace_id = $1 and a.id = e.activity_id
       where e.workspace_id = $1 and e.lead_id = $2 and a.name like 'email%' order by e.occurred_at, a.name`,
      [workspaceId, leadId],
    );
    return found.rows;
  });
const names = async (workspaceId: number, leadId: number) =>
  (await eventsOf(workspaceId, leadId)).map(({ name, ignored }) => (ignored ? `${name} (${ignored})` : name));

const PERSON =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
const followed = (url: string, agent = PERSON, init: RequestInit = {}) => {
  const request = new Request(url, { ...init, headers: { "user-agent": agent } });
  const token = new URL(url).pathname.replace("/m/", "");
  return init.method === "POST" ? postLink(request, token) : followLink(request, token);
};

describe("what comes back from a mail", () => {
  async function delivered() {
    const workspaceId = await createWorkspace();
    const body = "[Cars](https://dealer.test/cars) and [visit](https://dealer.test/visit)";
    const programme = await createProgramme(workspaceId, {
      steps: [step("one", { body: { en: body, es: body } }), step("two", { delay_hours: 1 })],
    });
    const lead = await createLead(workspaceId);
    await enrol(workspaceId, programme, lead.id);
    await runProgrammes(workspaceId);
    await deliverMails(workspaceId);
    const mail = only(smtpServer().received);
    const links = [...mail.html.matchAll(/(?:href|src)="(https:\/\/score\.example\/m\/[^"]+)"/g)].map(
      ([, url = ""]) => url,
    );
    const [cars = "", visit = "", stop = "", pixel = ""] = links;
    return { workspaceId, lead, mail, cars, visit, stop, pixel };
  }

  it("says of the lead that it was sent, opened and clicked, each once", async () => {
    const { workspaceId, lead, cars, pixel } = await delivered();
    const opened = await followed(pixel);
    expect(opened.headers.get("content-type")).toBe("image/gif");
    await followed(pixel);
    const clicked = await followed(cars);
    expect([clicked.status, clicked.headers.get("location")]).toEqual([302, "https://dealer.test/cars"]);
    await Promise.all([followed(cars), followed(cars)]);
    expect(await names(workspaceId, lead.id)).toEqual(["email_sent", "email_opened", "email_link_clicked"]);
    const clicks = (await eventsOf(workspaceId, lead.id)).filter(({ name }) => name === "email_link_clicked");
    expect(only(clicks).properties).toMatchObject({ url: "https://dealer.test/cars", step: "one" });
  });

  it("marks proxies and scanners, and still counts the person who comes later", async () => {
    const { workspaceId, lead, cars, visit, pixel } = await delivered();
    await followed(
      pixel,
      "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)",
    );
    await followed(pixel);
    expect(await names(workspaceId, lead.id)).toEqual(["email_sent", "email_opened (proxy)", "email_opened"]);
    await followed(cars);
    await followed(visit);
    const clicks = (await names(workspaceId, lead.id)).filter((name) =>
      name.startsWith("email_link_clicked"),
    );
    expect(clicks).toEqual(["email_link_clicked (scanner)", "email_link_clicked (scanner)"]);
  });

  it("leads nowhere but where the mail says", async () => {
    const { cars, stop } = await delivered();
    for (const bad of [
      cars.replace(/-c0-/, "-c1-"),
      `${cars}x`,
      cars.replace(/.$/, ""),
      "https://score.example/m/x",
    ]) {
      const answer = await followed(`${bad}?url=https://evil.test`);
      expect([answer.status, answer.headers.get("location")]).toEqual([404, null]);
    }
    expect((await followed(cars, PERSON, { method: "POST" })).status).toBe(404);
    expect((await followed(`${stop}?to=//evil.test`)).headers.get("location")).toBeNull();
  });

  it("unsubscribes by one POST without a login, and not by looking at the page", async () => {
    const { workspaceId, lead, mail, stop } = await delivered();
    expect(mail.headers.get("list-unsubscribe")).toEqual([`<${stop}>`]);
    expect(mail.headers.get("list-unsubscribe-post")).toEqual(["List-Unsubscribe=One-Click"]);
    const page = await followed(stop);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<form method="post">')]);
    expect(only(await enrolmentsOf(workspaceId, lead.id)).active).toBe(true);
    for (let n = 0; n < 2; n++)
      expect(
        (await followed(stop, PERSON, { method: "POST", body: "List-Unsubscribe=One-Click" })).status,
      ).toBe(200);
    expect(only(await enrolmentsOf(workspaceId, lead.id))).toMatchObject({
      active: false,
      left_reason: "unsubscribed",
    });
    expect(await names(workspaceId, lead.id)).toEqual(["email_sent", "email_unsubscribed"]);
    expect(await runProgrammes(workspaceId, { now: later(48) })).toMatchObject({ mails: 0 });
    const again = await createProgramme(workspaceId);
    expect((await enrol(workspaceId, again, lead.id)).refused.get(lead.id)).toBe("unsubscribed");
  });

  it("sends no mail that was queued before its lead unsubscribed", async () => {
    const { workspaceId, lead, stop } = await delivered();
    smtpServer().received.length = 0;
    await runProgrammes(workspaceId, { now: later(2) });
    await followed(stop, PERSON, { method: "POST" });
    // Even where the mail was not there to be taken back.
    await inWorkspace(workspaceId, (tx) =>
      tx.$client.query(
        "update mails set state = 'queued', next_at = now() where workspace_id = $1 and lead_id = $2 and state = 'cancelled'",
        [workspaceId, lead.id],
      ),
    );
    await deliverMails(workspaceId);
    expect(smtpServer().received).toEqual([]);
  });

  it("says so where the address is refused, and writes no more to it", async () => {
    const workspaceId = await createWorkspace();
    const programme = await createProgramme(workspaceId, {
      steps: [step("one"), step("two", { delay_hours: 1 })],
    });
    const lead = await createLead(workspaceId);
    smtpServer().answer = () => ({ code: 550, text: "No such user" });
    await enrol(workspaceId, programme, lead.id);
    await runProgrammes(workspaceId);
    await deliverMails(workspaceId);
    expect(await names(workspaceId, lead.id)).toEqual(["email_bounced"]);
    expect(only(await enrolmentsOf(workspaceId, lead.id)).left_reason).toBe("bounced");
  });
});
