const TYPING =
  'input:not([type="checkbox"]):not([type="radio"]):not([type="button"]):not([type="submit"]), textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"], [role="combobox"], [role="listbox"], [role="slider"], [role="menu"]';

const OPEN_OVERLAY =
  '[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"], [role="menu"][data-state="open"], [role="listbox"][data-state="open"]';

/**
 * The token of a key press: "mod+k" with ⌘ or Ctrl, else the character ("q", "?"). Null for bare
 * modifiers, other combinations, and capitals typed with Shift; symbols may need Shift on some keyboards.
 */
export function keyToken(event: KeyboardEvent): string | null {
  if (event.isComposing || event.keyCode === 229 || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) return key.length === 1 && !event.shiftKey ? `mod+${key}` : null;
  if (event.shiftKey && /^\p{L}$/u.test(key)) return null;
  return key.length === 1 || key === "enter" ? key : null;
}

/**
 * True where a shortcut must stay silent: the key was used, the reader types (`bare` keys only), or a
 * dialog, menu or list is open.
 */
export function isSilenced(event: KeyboardEvent, bare: boolean): boolean {
  if (event.defaultPrevented) return true;
  const target = event.target instanceof Element ? event.target : null;
  if (bare && target?.closest(TYPING)) return true;
  // Enter belongs to the link or button that has the focus.
  if (event.key === "Enter" && target?.closest("a, button, summary, [role=button]")) return true;
  return document.querySelector(OPEN_OVERLAY) !== null;
}
