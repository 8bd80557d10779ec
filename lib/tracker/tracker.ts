import { watchClicks } from "./clicks.ts";
import { readForm } from "./forms.ts";
import { FORM_SUBMITTED } from "./names.ts";
import { watchReading } from "./reading.ts";
import { forget, read, uuid, visitorId, write } from "./storage.ts";
import { makeTransport } from "./transport.ts";

type Fields = Record<string, unknown>;
/** "anonymous": measured, but never named. */
type Consent = boolean | "anonymous";
/** What the snippet leaves: the calls made before this file was there. */
type Queued = { q?: [name: string, values: unknown[]][] };
type Api = Record<string, (...values: unknown[]) => void>;

/** Consent comes first, whatever the order. */
const replay = (queue: Queued["q"] = []) =>
  [...queue].sort(([a], [b]) => Number(b === "consent") - Number(a === "consent"));

function start(script: HTMLScriptElement): void {
  const { writeKey = "", consent: mode, cookieDomain } = script.dataset;
  const transport = makeTransport(new URL("/v1/batch", script.src).href, writeKey);
  let running = false;
  let decided = read("consent");
  let path = "";
  let referrer = document.referrer;
  let report: ReturnType<typeof watchReading> | undefined;

  /** Where the visitor is; a router in the hash counts. */
  const here = () => location.pathname + (location.hash.startsWith("#/") ? location.hash : "");

  function send(type: string, fields: Fields): void {
    if (!running) return;
    transport.add({
      type,
      messageId: uuid(),
      anonymousId: visitorId(cookieDomain),
      userId: read("user") ?? undefined,
      originalTimestamp: new Date().toISOString(),
      ...fields,
    });
  }

  const track = (event: string, properties: Fields = {}) => send("track", { event, properties });

  function identify(user?: string | number | Fields | null, traits: Fields = {}): void {
    if (!running || decided === "anonymous") return;
    const named = typeof user === "string" || typeof user === "number";
    if (named) write("user", String(user));
    send("identify", { ...(named && { userId: String(user) }), traits: named ? traits : (user ?? traits) });
  }

  function page(properties: Fields = {}): void {
    report?.(path, true);
    path = here();
    const campaign: Fields = {};
    for (const [key, value] of new URLSearchParams(location.search))
      if (/^utm_/.test(key)) campaign[key === "utm_campaign" ? "name" : key.slice(4)] = value.slice(0, 200);
    const url = location.origin + path;
    send("page", {
      properties: { path, url, title: document.title, referrer: referrer.split(/[?#]/)[0], ...properties },
      ...(Object.keys(campaign).length > 0 && { context: { campaign } }),
    });
    referrer = url;
  }

  /** What the page has to tell goes out before it may be gone. */
  function leave(): void {
    if (!running) return;
    report?.(path);
    transport.flush();
  }

  function moved(): void {
    // The address changes before a router sets the title.
    setTimeout(() => running && here() !== path && page());
  }

  function watch(): void {
    report = watchReading(track);
    watchClicks((event, properties) => track(event, { path: here(), ...properties }));
    addEventListener(
      "submit",
      ({ target }) => {
        const told = target instanceof HTMLFormElement && readForm(target);
        if (!told) return;
        if (told.traits.email) identify(told.traits);
        track(FORM_SUBMITTED, { ...told.properties, path: here() });
      },
      true,
    );
    for (const name of ["pushState", "replaceState"] as const) {
      const original = history[name];
      history[name] = function (...values) {
        original.apply(this, values);
        moved();
      };
    }
    for (const name of ["popstate", "hashchange"]) addEventListener(name, moved);
    addEventListener("pageshow", ({ persisted }) => persisted && running && page());
    addEventListener("online", () => running && transport.flush());
    addEventListener("pagehide", leave);
    document.addEventListener("visibilitychange", () => document.hidden && leave());
  }

  function run(): void {
    if (running) return;
    // What was read before consent is nobody's business.
    report?.(path, true);
    running = true;
    if (!report) watch();
    page();
  }

  function stop(): void {
    running = false;
    forget(cookieDomain);
    transport.clear();
  }

  function consent(given: Consent): void {
    decided = String(given);
    write("consent", decided);
    if (given === "anonymous") write("user", null);
    if (!given) stop();
    else if (!refused) run();
  }

  const { doNotTrack, globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean };
  /** The browser says no for the visitor; that outweighs all the site says. */
  const refused = globalPrivacyControl === true || doNotTrack === "1";
  const api = {
    track,
    page,
    identify,
    consent,
    /** For who signs out: the next visitor of this browser is somebody else. */
    reset() {
      leave();
      forget(cookieDomain);
    },
  };
  const { hotsheet } = window as unknown as { hotsheet?: Queued };
  // Loaded a second time.
  if (hotsheet && !hotsheet.q) return;
  const waiting = replay(hotsheet?.q);
  Object.assign(window, { hotsheet: api });
  const begin = () => {
    if (refused) stop();
    else if (decided === "true" || decided === "anonymous" || (decided === null && mode === "on")) run();
    for (const [name, values] of waiting) (api as Api)[name]?.(...values);
  };
  if ((document as Document & { prerendering?: boolean }).prerendering)
    document.addEventListener("prerenderingchange", begin, { once: true });
  else begin();
}

const script = document.currentScript ?? document.querySelector("script[data-write-key]");
if (script instanceof HTMLScriptElement && script.dataset.writeKey) start(script);
