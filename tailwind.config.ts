import type { Config } from "tailwindcss";

/** Utilities name tokens; the values for light and dark are CSS variables in app/globals.css. */
const token = (name: string) => `var(--${name})`;

const colors = Object.fromEntries(
  [
    "background",
    "surface",
    "raised",
    "foreground",
    "muted",
    "line",
    "control",
    "accent",
    "accent-hover",
    "accent-tint",
    "on-accent",
    "danger",
    "danger-hover",
    "danger-tint",
    "on-danger",
    "success",
    "success-tint",
    "caution",
    "caution-tint",
    "added",
    "removed",
    "cold",
    "cold-tint",
    "cold-text",
    "warm",
    "warm-tint",
    "warm-text",
    "hot",
    "hot-tint",
    "hot-text",
  ].map((name) => [name, token(name)]),
);

const config: Config = {
  darkMode: ["selector", ".dark"],
  content: ["./app/**/*.{ts,tsx}", "./components/**/*.{ts,tsx}", "./lib/**/*.{ts,tsx}"],
  theme: {
    fontFamily: {
      sans: ["var(--font-inter)", "var(--font-inter-ext)", "system-ui", "sans-serif"],
      mono: ["ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace"],
    },
    fontSize: {
      xs: ["0.75rem", { lineHeight: "1rem" }],
      sm: ["0.8125rem", { lineHeight: "1.125rem" }],
      base: ["0.875rem", { lineHeight: "1.25rem" }],
      lg: ["1rem", { lineHeight: "1.5rem" }],
      xl: ["1.25rem", { lineHeight: "1.75rem" }],
      "2xl": ["1.75rem", { lineHeight: "2.125rem" }],
    },
    extend: {
      colors,
      borderRadius: { sm: "4px", md: "6px", lg: "10px" },
      transitionDuration: { DEFAULT: "150ms" },
      boxShadow: { overlay: "0 8px 24px var(--shadow)", card: "0 1px 2px var(--shadow)" },
    },
  },
};

export default config;
