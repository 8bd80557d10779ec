"use client";

import { type ComponentProps, type KeyboardEvent, type ReactNode, useId, useRef, useState } from "react";
import { cn } from "./cn.ts";
import { controlClass, useFieldControl } from "./field-context.ts";
import { Popover, PopoverAnchor, PopoverContent } from "./popover.tsx";

export interface ComboboxOption {
  value: string;
  /** Said behind the value, such as how often it occurs. */
  detail?: ReactNode;
}

export interface ComboboxProps
  extends Omit<ComponentProps<"input">, "value" | "onChange" | "list" | "aria-invalid"> {
  "aria-invalid"?: boolean;
  /** Accessible name of the list, and of the input where no Field names it. */
  listLabel: string;
  value: string;
  onValueChange: (value: string) => void;
  /** An option was chosen; by default it becomes the value. */
  onPick?: (value: string) => void;
  options: readonly ComboboxOption[];
  /** Said below the options. */
  note?: ReactNode;
  /** Shows the options as soon as the field has the focus. */
  opensOnFocus?: boolean;
}

/**
 * A text field that offers what it could be; anything else can be typed. Not cmdk's input: that one always calls
 * itself expanded, and its Enter takes the first option instead of what was typed.
 */
export function Combobox({
  listLabel,
  value,
  onValueChange,
  onPick = onValueChange,
  options,
  note,
  opensOnFocus = false,
  className,
  ...props
}: ComboboxProps) {
  const { onFocus, onKeyDown, ...control } = useFieldControl(props);
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [wanted, setWanted] = useState(false);
  const [active, setActive] = useState(-1);
  const open = wanted && options.length > 0;
  const current = open && active < options.length ? active : -1;
  const show = (next: boolean) => {
    setWanted(next);
    setActive(-1);
  };
  const pick = (option: ComboboxOption) => {
    onPick(option.value);
    show(false);
    input.current?.focus();
  };
  const step = (by: number) => {
    if (!open) show(true);
    const next = (current < 0 && by < 0 ? options.length : current) + by;
    setActive((next + options.length) % Math.max(1, options.length));
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    const chosen = options[current];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && chosen) pick(chosen);
    else {
      if (event.key === "Enter" || event.key === "Tab") show(false);
      onKeyDown?.(event);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Popover open={open} onOpenChange={show}>
      <PopoverAnchor asChild>
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={open ? listId : undefined}
          aria-activedescendant={current < 0 ? undefined : `${listId}-${current}`}
          autoComplete="off"
          spellCheck={false}
          className={cn(controlClass, "h-9", className)}
          value={value}
          onChange={({ target }) => {
            onValueChange(target.value);
            show(true);
          }}
          onClick={() => show(true)}
          onFocus={(event) => {
            if (opensOnFocus) show(true);
            onFocus?.(event);
          }}
          onKeyDown={press}
          {...control}
        />
      </PopoverAnchor>
      <PopoverContent
        role="presentation"
        aria-label={listLabel}
        className="w-[max(14rem,var(--radix-popover-trigger-width))] p-1"
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => event.preventDefault()}
        onInteractOutside={(event) => {
          if (event.target === input.current) event.preventDefault();
        }}
        // Inside a dialog the page's scroll lock would swallow the wheel.
        onWheel={(event) => event.stopPropagation()}
      >
        <div id={listId} role="listbox" aria-label={listLabel} className="max-h-64 overflow-y-auto">
          {options.map((option, place) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the input, which keeps the focus
            <div
              key={option.value}
              id={`${listId}-${place}`}
              role="option"
              tabIndex={-1}
              aria-selected={place === current}
              ref={(element) => {
                if (place === current) element?.scrollIntoView({ block: "nearest" });
              }}
              className={cn(
                "flex min-h-8 cursor-default items-center justify-between gap-3 rounded-md px-2 py-1 hover:bg-surface",
                place === current && "bg-accent-tint",
              )}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => pick(option)}
            >
              <span className="min-w-0 [overflow-wrap:anywhere]">{option.value}</span>
              {option.detail && (
                <span className="shrink-0 text-muted text-sm tabular-nums">{option.detail}</span>
              )}
            </div>
          ))}
        </div>
        {note && <p className="px-2 pt-1 text-muted text-sm">{note}</p>}
      </PopoverContent>
    </Popover>
  );
}
