/** What is put into a website so that it shows a form. Pure; every part is made here and needs no escaping. */

/** The script's tag: it adds a frame that is as high as its form, and says who the visitor is to the tracker. */
export const embedScript = (origin: string, token: string): string =>
  `<script async src="${origin}/f.js" data-form="${token}"></script>`;

/** A frame by itself, for sites that let no scripts in. */
export const embedFrame = (url: string, title: string): string =>
  `<iframe src="${url}?embed=1&amp;theme=light" title="${title.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`)}" loading="lazy" style="width: 100%; height: 640px; border: 0"></iframe>`;
