"use client";

import { useTranslations } from "next-intl";
import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useId,
  useState,
} from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/cn.ts";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";

interface Tokens {
  row: string;
  open: string | null;
  show: (token: string) => void;
  /** Closes a token, where it is the one that is open. */
  hide: (token: string) => void;
  /** Closes a token that goes away: the focus goes to the button that would bring it back. */
  drop: () => void;
}

const TokensContext = createContext<Tokens | null>(null);

export function useTokens(): Tokens {
  const tokens = useContext(TokensContext);
  if (!tokens) throw new Error("Tokens stand in a TokenRow");
  return tokens;
}

interface TokenRowProps {
  children: ReactNode;
  /** Told when a token of this row is opened, and when the last one is closed. */
  onOpen?: (open: boolean) => void;
}

/** What the tokens of a row share: one of them is open at most. */
export function TokenRow({ children, onOpen }: TokenRowProps) {
  const row = useId();
  const [open, setOpen] = useState<string | null>(null);
  // State, not a ref: an effect of an earlier drawing, run late, would find the token still there and focus it.
  const [dropped, setDropped] = useState<string | null>(null);
  const drop = () => {
    setDropped(open);
    setOpen(null);
  };
  // A panel that is left for another says that it closes when the other one is already open.
  const hide = (token: string) => setOpen((current) => (current === token ? null : current));
  const isOpen = open !== null;
  const tell = useEffectEvent((is: boolean) => onOpen?.(is));
  useEffect(() => {
    if (!isOpen) return;
    tell(true);
    return () => tell(false);
  }, [isOpen]);
  useEffect(() => {
    if (dropped === null) return;
    document.getElementById(`${row}-${dropped}`)?.focus();
    setDropped(null);
  }, [row, dropped]);
  return <TokensContext value={{ row, open, show: setOpen, hide, drop }}>{children}</TokensContext>;
}

const tokenClass =
  "inline-block min-h-6 max-w-full rounded-md px-1.5 py-0.5 text-left align-baseline leading-5 [overflow-wrap:anywhere] hover:bg-accent-tint data-[state=open]:bg-accent-tint";

interface TokenProps {
  id: string;
  /** What kind of thing this is; said before its text. */
  label: string;
  /** What is wrong with it. */
  error?: string | undefined;
  panel: ReactNode;
  wide?: boolean;
  className?: string;
  children: ReactNode;
}

/** Part of a sentence that opens what it can be set to. Enter in a field of the panel closes it, as Escape does. */
export function Token({ id, label, error, panel, wide = false, className, children }: TokenProps) {
  const t = useTranslations("RuleSentence");
  const { row, open, show, hide } = useTokens();
  const confirm = (event: KeyboardEvent) => {
    const isField = event.target instanceof HTMLInputElement && event.target.type !== "checkbox";
    if (event.key !== "Enter" || !isField || event.defaultPrevented) return;
    event.preventDefault();
    hide(id);
  };
  return (
    <Popover open={open === id} onOpenChange={(next) => (next ? show(id) : hide(id))}>
      <PopoverTrigger
        id={`${row}-${id}`}
        aria-invalid={error !== undefined || undefined}
        className={cn(
          tokenClass,
          "bg-surface ring-1 ring-line ring-inset",
          error !== undefined && "bg-danger-tint ring-danger",
          className,
        )}
      >
        <span className="sr-only">{t("of", { label })}</span>
        {children}
      </PopoverTrigger>
      <PopoverContent
        aria-label={label}
        className={cn(
          "max-h-[var(--radix-popover-content-available-height)] overflow-y-auto",
          wide && "w-[40rem]",
        )}
        onKeyDown={confirm}
      >
        <div className="flex flex-col gap-3">{panel}</div>
      </PopoverContent>
    </Popover>
  );
}

/** Brings in what a sentence does not say yet, and opens it. */
export function AddToken({ id, what, onAdd }: { id: string; what: string; onAdd: () => void }) {
  const t = useTranslations("RuleSentence");
  const { row, show } = useTokens();
  return (
    <button
      type="button"
      id={`${row}-${id}`}
      aria-label={t("addLabel", { what })}
      className={cn(tokenClass, "text-muted text-sm")}
      onClick={() => {
        onAdd();
        show(id);
      }}
    >
      + {what}
    </button>
  );
}

/** Takes what a token says out of the sentence. */
export function DropToken({ what, onDrop }: { what: string; onDrop: () => void }) {
  const t = useTranslations("RuleSentence");
  const { drop } = useTokens();
  return (
    <Button
      size="sm"
      className="self-start"
      onClick={() => {
        onDrop();
        drop();
      }}
    >
      {t("remove", { what })}
    </Button>
  );
}
