const NOTHING_LOADED = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`;

/** Links and pictures of a mail would count as its reader's: here they lead nowhere and load nothing. */
const still = (html: string) => html.replace(/\shref\s*=/gi, " data-href=").replace(/<img\b[^>]*>/gi, "");

/** A mail as it looks, shut off from the page: no scripts, no links, nothing loaded. */
export function MailFrame({ title, html }: { title: string; html: string }) {
  return (
    <iframe
      title={title}
      sandbox=""
      srcDoc={NOTHING_LOADED + still(html)}
      className="h-96 w-full rounded-md border bg-white"
    />
  );
}
