import { CopyButton } from "./copy-button.tsx";

export interface CodeBlockProps {
  /** Accessible name of the block, such as "Request". */
  label: string;
  code: string;
  copyLabel: string;
}

/** The scroll area takes focus, so that a keyboard can scroll long lines. */
export function CodeBlock({ label, code, copyLabel }: CodeBlockProps) {
  return (
    <div className="flex w-full items-start rounded-lg border bg-surface [contain:inline-size]">
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
        tabIndex={0}
        className="min-w-0 flex-1 overflow-x-auto rounded-lg"
      >
        <pre className="p-3 font-mono text-sm">
          <code>{code}</code>
        </pre>
      </section>
      <div className="p-1.5">
        <CopyButton value={code} label={copyLabel} />
      </div>
    </div>
  );
}
