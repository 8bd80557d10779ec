/** Classes shared by everything that floats over the page. */
export const scrimClass =
  "fixed inset-0 z-40 bg-[var(--scrim)] data-[state=closed]:animate-out data-[state=open]:animate-in data-[state=closed]:fade-out-0 data-[state=open]:fade-in-0 motion-reduce:animate-none!";

export const popoverClass =
  "z-50 rounded-lg border bg-raised text-foreground shadow-overlay data-[state=open]:animate-in data-[state=open]:fade-in-0 motion-reduce:animate-none!";

export const menuItemClass =
  "flex min-h-8 w-full cursor-default items-center gap-2 rounded-md px-2 py-1 text-base outline-none select-none data-[disabled]:opacity-55 data-[highlighted]:bg-accent-tint [&_svg]:size-4 [&_svg]:shrink-0";
