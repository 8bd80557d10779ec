import { FILE_DOWNLOADED, LINK_CLICKED } from "./names.ts";

type Track = (event: string, properties: Record<string, unknown>) => void;

const FILES =
  /\.(pdf|docx?|xlsx?|pptx?|odt|ods|odp|csv|txt|rtf|epub|zip|rar|7z|t?gz|dmg|exe|msi|pkg|deb|apk|mp[34]|mov|avi|wav)$/i;

/** `data-hotsheet-event="chat_started" data-hotsheet-channel="website"` → event and properties. */
function marked(element: HTMLElement, track: Track): void {
  const { hotsheetEvent, ...data } = element.dataset;
  if (!hotsheetEvent) return;
  const properties: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data))
    if (/^hotsheet[A-Z]/.test(key)) properties[key.charAt(8).toLowerCase() + key.slice(9)] = value;
  track(hotsheetEvent, properties);
}

function followed(link: HTMLAnchorElement, track: Track): void {
  const { protocol, host, origin, pathname } = new URL(link.href, location.href);
  if (!/^https?:$/.test(protocol)) return;
  const url = origin + pathname;
  const file = pathname.split("/").pop() ?? "";
  if (link.hasAttribute("download") || FILES.test(file))
    track(FILE_DOWNLOADED, { file: decode(link.getAttribute("download") || file), url });
  else if (host !== location.host) track(LINK_CLICKED, { url, host });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Downloads, links to other sites, and elements that name an event of their own. Addresses go without their query. */
export function watchClicks(track: Track): void {
  const clicked = (event: MouseEvent) => {
    const target = event.composedPath()[0];
    if (!(target instanceof Element) || event.button > 1) return;
    const element = target.closest<HTMLElement>("[data-hotsheet-event]");
    if (element) marked(element, track);
    const link = target.closest<HTMLAnchorElement>("a[href]");
    if (link) followed(link, track);
  };
  addEventListener("click", clicked, true);
  addEventListener("auxclick", clicked, true);
}
