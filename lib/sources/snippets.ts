/** What programs are told to put into a website or a server so that it sends to this installation. */

/** Keeps calls made before the tracker is there. Needed only by pages that make calls of their own. */
export const STUB = `window.hotsheet = window.hotsheet || { q: [] };
for (const name of ["track", "page", "identify", "consent", "reset"])
  window.hotsheet[name] ??= (...values) => window.hotsheet.q.push([name, values]);
`;

export type Consent = "wait" | "on";

/** The tracker's tag for the head of every page. */
export const trackerTag = (origin: string, writeKey: string, consent: Consent): string =>
  `<script async src="${origin}/t.js" data-write-key="${writeKey}" data-consent="${consent}"></script>`;

/** The tag with the stub before it. */
export const trackerSnippet = (origin: string, writeKey: string, consent: Consent): string =>
  `<script>\n${STUB.trimEnd().replaceAll(/^/gm, "  ")}\n</script>\n${trackerTag(origin, writeKey, consent)}`;

export const TRACKER_CALLS = `hotsheet.consent(true);            // or "anonymous", or false
hotsheet.identify("customer-42", { email: "ana@example.com", title: "CEO" });
hotsheet.track("demo_requested", { plan: "team" });
hotsheet.track("chat_started", { channel: "website" });
hotsheet.track("social_followed", { channel: "linkedin" });
hotsheet.reset();                  // when somebody signs out`;

export const TRACKER_MARKS = `<section data-hotsheet-section="plans"> … </section>
<button data-hotsheet-event="chat_started" data-hotsheet-channel="website">Chat</button>
<input name="budget" data-hotsheet-field="budget">
<input name="notes" data-hotsheet-private>`;

export const SDKS = ["segment-node", "rudder-node", "segment-web", "rudder-web"] as const;
export type Sdk = (typeof SDKS)[number];

export const SDK_PACKAGES: Record<Sdk, string> = {
  "segment-node": "@segment/analytics-node",
  "rudder-node": "@rudderstack/rudder-sdk-node",
  "segment-web": "@segment/analytics-next",
  "rudder-web": "@rudderstack/analytics-js",
};

/** Code that makes an unmodified SDK send here; only its host settings differ from the maker's own examples. */
export function sdkCode(sdk: Sdk, origin: string, writeKey: string): string {
  const { host, protocol } = new URL(origin);
  switch (sdk) {
    case "segment-node":
      return `import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({
  writeKey: "${writeKey}",
  host: "${origin}",
});

analytics.track({
  userId: "customer-42",
  event: "demo_requested",
  properties: { plan: "team" },
});
await analytics.closeAndFlush();`;
    case "rudder-node":
      return `import Analytics from "@rudderstack/rudder-sdk-node";

const analytics = new Analytics("${writeKey}", {
  dataPlaneUrl: "${origin}",
});

analytics.track({
  userId: "customer-42",
  event: "demo_requested",
  properties: { plan: "team" },
});`;
    case "segment-web":
      return `import { AnalyticsBrowser } from "@segment/analytics-next";

const analytics = AnalyticsBrowser.load(
  { writeKey: "${writeKey}", cdnURL: "${origin}" },
  { integrations: { "Segment.io": { apiHost: "${host}/v1", protocol: "${protocol.slice(0, -1)}" } } },
);

analytics.page();
analytics.identify("customer-42", { email: "ana@example.com" });`;
    case "rudder-web":
      return `import { RudderAnalytics } from "@rudderstack/analytics-js/bundled";

const analytics = new RudderAnalytics();
analytics.load("${writeKey}", "${origin}", {
  configUrl: "${origin}",
});

analytics.page();
analytics.identify("customer-42", { email: "ana@example.com" });`;
  }
}
