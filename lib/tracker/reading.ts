import { PAGE_READ, SECTION_READ } from "./names.ts";

type Track = (event: string, properties: Record<string, unknown>) => void;

const SECTIONS = "[data-hotsheet-section],section[id],article[id]";
/** Who does nothing for this long has left the screen on. */
const IDLE_SECONDS = 300;
/** Shorter is scrolling past. */
const SECTION_SECONDS = 2;

/** Half of it is on screen, or it fills half of the screen. */
function isOnScreen(element: Element): boolean {
  const { top, bottom, height } = element.getBoundingClientRect();
  const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
  return seen > 0 && seen >= Math.min(height, innerHeight) / 2;
}

/**
 * Measures how a page is read while it is visible: seconds, seconds on each section, the deepest point reached in per
 * cent, and attention as the share of seconds with any sign of life (pointer, keys, touch, scrolling). Only whether
 * there was one is noted, never where or what.
 */
export function watchReading(track: Track) {
  let seconds = 0;
  let lively = 0;
  let idle = 0;
  let active = false;
  let depth = 0;
  const sections = new Map<string, number>();

  const measureDepth = () => {
    const { scrollHeight } = document.documentElement;
    depth = Math.max(depth, Math.min(100, Math.round(((scrollY + innerHeight) / scrollHeight) * 100)));
  };
  const alive = () => {
    active = true;
  };
  const options = { passive: true, capture: true };
  for (const name of ["pointermove", "pointerdown", "keydown", "touchstart", "wheel"])
    addEventListener(name, alive, options);
  addEventListener(
    "scroll",
    () => {
      alive();
      measureDepth();
    },
    options,
  );

  setInterval(() => {
    idle = active ? 0 : idle + 1;
    if (document.visibilityState !== "visible" || idle > IDLE_SECONDS) return;
    seconds++;
    if (active) lively++;
    active = false;
    measureDepth();
    for (const element of document.querySelectorAll<HTMLElement>(SECTIONS)) {
      const name = element.dataset.hotsheetSection || element.id;
      if (name && isOnScreen(element)) sections.set(name, (sections.get(name) ?? 0) + 1);
    }
  }, 1_000);

  /** Tells what was read of the page at `path` since the last report; `over` where another page begins. */
  return (path: string, over?: boolean): void => {
    if (seconds > 0) {
      const share = lively / seconds;
      const attention = share < 0.1 ? "low" : share < 0.4 ? "medium" : "high";
      track(PAGE_READ, { path, seconds, scroll: depth, attention });
    }
    for (const [section, spent] of sections)
      if (spent >= SECTION_SECONDS) track(SECTION_READ, { path, section, seconds: spent });
    seconds = lively = 0;
    if (over) depth = 0;
    sections.clear();
  };
}
