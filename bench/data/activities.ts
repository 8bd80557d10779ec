import { activityHash } from "#lib/events/coding.ts";

export type BenchActivity = { name: string; properties: Record<string, string>; hash: string };

const SECTIONS = ["pricing", "product", "docs", "blog", "customers", "careers", "compare", "integrations"];
const DEVICES = ["desktop", "phone", "tablet"];
const CHANNELS = ["organic", "paid", "email", "social", "referral", "direct"];

function many(
  name: string,
  count: number,
  properties: (n: number) => Record<string, string>,
): BenchActivity[] {
  return Array.from({ length: count }, (_, n) => {
    const own = properties(n);
    return { name, properties: own, hash: activityHash(name, own) };
  });
}

/** What can happen in the bench's workspaces: some 2,900 activities, the commonest kinds first within each name. */
export const ACTIVITIES: readonly BenchActivity[] = [
  ...many("page_viewed", 1_600, (n) => ({ path: `/${SECTIONS[n % SECTIONS.length]}/${n >> 3}` })),
  ...many("session_started", 18, (n) => ({
    channel: CHANNELS[n % CHANNELS.length] ?? "",
    device: DEVICES[Math.floor(n / CHANNELS.length)] ?? "",
  })),
  ...many("email_opened", 400, (n) => ({ campaign: `campaign-${n}` })),
  ...many("email_clicked", 400, (n) => ({
    campaign: `campaign-${n}`,
    link: n % 3 === 0 ? "demo" : "article",
  })),
  ...many("form_submitted", 60, (n) => ({ form: n === 0 ? "demo" : `form-${n}` })),
  ...many("asset_downloaded", 200, (n) => ({ asset: `${n % 2 === 0 ? "guide" : "report"}-${n}` })),
  ...many("webinar_attended", 120, (n) => ({ webinar: `webinar-${n}` })),
  ...many("ad_clicked", 90, (n) => ({ ad: `ad-${n}`, network: n % 2 === 0 ? "search" : "social" })),
];

/** Places in ACTIVITIES by event name, with how often each name occurs. */
const WEIGHTS: Record<string, number> = {
  page_viewed: 50,
  session_started: 15,
  email_opened: 18,
  email_clicked: 5,
  form_submitted: 2,
  asset_downloaded: 4,
  webinar_attended: 2,
  ad_clicked: 4,
};

/** For each hundredth of chance: where the activities of the name begin, and how many there are. */
export const NAME_TABLE: readonly { first: number; count: number }[] = Object.entries(WEIGHTS).flatMap(
  ([name, weight]) => {
    const first = ACTIVITIES.findIndex((activity) => activity.name === name);
    const count = ACTIVITIES.filter((activity) => activity.name === name).length;
    return Array.from({ length: weight }, () => ({ first, count }));
  },
);
