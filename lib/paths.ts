/** The only source of URLs inside the app. Keys and ids are encoded here, so callers never concatenate. */

type Query = Record<string, string | number | boolean | null | undefined>;

const segment = (value: string | number) => encodeURIComponent(String(value));

/** Appends the set values of `query` to `path`; null, undefined and "" are left out. */
export function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") search.set(key, String(value));
  }
  const text = search.toString();
  return text === "" ? path : `${path}?${text}`;
}

export const settingsSections = [
  "workspace",
  "members",
  "sources",
  "crm",
  "tokens",
  "events",
  "rejected",
  "traffic",
  "privacy",
  "audit",
] as const;
export type SettingsSection = (typeof settingsSections)[number];

export const paths = {
  home: () => "/",
  queue: (query: Query = {}) => withQuery("/queue", query),
  leads: (query: Query = {}) => withQuery("/leads", query),
  lead: (id: string | number, query: Query = {}) => withQuery(`/leads/${segment(id)}`, query),
  sheets: () => "/sheets",
  sheet: (key: string, query: Query = {}) => withQuery(`/sheets/${segment(key)}`, query),
  sheetReview: (key: string) => `/sheets/${segment(key)}/review`,
  sheetSuggestion: (key: string, id: number) => `/sheets/${segment(key)}#suggestion-${id}`,
  sheetHistory: (key: string, query: Query = {}) => withQuery(`/sheets/${segment(key)}/history`, query),
  sheetMatrix: (key: string, query: Query = {}) => withQuery(`/sheets/${segment(key)}/matrix`, query),
  sheetReadiness: (key: string) => `/sheets/${segment(key)}/readiness`,
  segments: () => "/segments",
  imports: () => "/import",
  import: (id: string | number) => `/import/${segment(id)}`,
  source: (id: string | number, query: Query = {}) => withQuery(`/settings/sources/${segment(id)}`, query),
  eventCatalogue: (query: Query = {}) => withQuery("/settings/events", query),
  settings: (section?: SettingsSection) => (section ? `/settings/${section}` : "/settings"),
  apiDocs: () => "/docs/api",
  /** `callbackUrl` must be a path of this app; the sign-in page checks it again. */
  signIn: (callbackUrl?: string) => withQuery("/sign-in", { callbackUrl }),
  setUp: () => "/setup",
  invite: (token: string) => `/invite/${segment(token)}`,
} as const;

export const apiPaths = {
  leads: (query: Query = {}) => withQuery("/api/v1/leads", query),
  lead: (id: string | number) => `/api/v1/leads/${segment(id)}`,
  leadScore: (id: string | number, query: Query = {}) =>
    withQuery(`/api/v1/leads/${segment(id)}/score`, query),
  leadStage: (id: string | number) => `/api/v1/leads/${segment(id)}/stage`,
  leadTimeline: (id: string | number, query: Query = {}) =>
    withQuery(`/api/v1/leads/${segment(id)}/timeline`, query),
  leadHistory: (id: string | number, query: Query = {}) =>
    withQuery(`/api/v1/leads/${segment(id)}/history`, query),
  leadJoins: (id: string | number) => `/api/v1/leads/${segment(id)}/joins`,
  leadJoin: (id: string | number, join: number) => `/api/v1/leads/${segment(id)}/joins/${segment(join)}`,
  leadConsents: (id: string | number) => `/api/v1/leads/${segment(id)}/consents`,
  leadErase: (id: string | number) => `/api/v1/leads/${segment(id)}/erase`,
  leadExport: (id: string | number) => `/api/v1/leads/${segment(id)}/export`,
  leadEvent: (id: string | number, event: string) => `/api/v1/leads/${segment(id)}/events/${segment(event)}`,
  traffic: () => "/api/v1/traffic",
  trafficPatterns: () => "/api/v1/traffic/patterns",
  trafficPatternPreview: () => "/api/v1/traffic/patterns/preview",
  trafficPattern: (id: number) => `/api/v1/traffic/patterns/${segment(id)}`,
  retention: () => "/api/v1/retention",
  retentionPreview: () => "/api/v1/retention/preview",
  leadFilters: () => "/api/v1/leads/filters",
  leadsExport: (query: Query = {}) => withQuery("/api/v1/leads/export", query),
  segments: () => "/api/v1/segments",
  vocabulary: (query: Query) => withQuery("/api/v1/vocabulary", query),
  conditionCount: () => "/api/v1/conditions/count",
  segment: (key: string) => `/api/v1/segments/${segment(key)}`,
  sheets: () => "/api/v1/sheets",
  sheet: (key: string) => `/api/v1/sheets/${segment(key)}`,
  sheetDraft: (key: string) => `/api/v1/sheets/${segment(key)}/draft`,
  sheetEdits: (key: string, query: Query = {}) =>
    withQuery(`/api/v1/sheets/${segment(key)}/draft/edits`, query),
  sheetPresence: (key: string) => `/api/v1/sheets/${segment(key)}/presence`,
  sheetPreview: (key: string) => `/api/v1/sheets/${segment(key)}/preview`,
  sheetMovers: (key: string) => `/api/v1/sheets/${segment(key)}/preview/movers`,
  sheetTestLead: (key: string) => `/api/v1/sheets/${segment(key)}/test-lead`,
  sheetBacktest: (key: string) => `/api/v1/sheets/${segment(key)}/backtest`,
  templatePreview: (query: Query) => withQuery("/api/v1/templates/preview", query),
  sheetRestore: (key: string) => `/api/v1/sheets/${segment(key)}/restore`,
  sheetApprove: (key: string) => `/api/v1/sheets/${segment(key)}/approve`,
  sheetSubmit: (key: string) => `/api/v1/sheets/${segment(key)}/submit`,
  sheetChanges: (key: string) => `/api/v1/sheets/${segment(key)}/request-changes`,
  sheetActivate: (key: string) => `/api/v1/sheets/${segment(key)}/activate`,
  sheetRetire: (key: string) => `/api/v1/sheets/${segment(key)}/retire`,
  sheetTrial: (key: string) => `/api/v1/sheets/${segment(key)}/trial`,
  sheetOwners: (key: string) => `/api/v1/sheets/${segment(key)}/owners`,
  sheetComments: (key: string) => `/api/v1/sheets/${segment(key)}/comments`,
  sheetComment: (key: string, id: number) => `/api/v1/sheets/${segment(key)}/comments/${segment(id)}`,
  sheetSuggestions: (key: string, query: Query = {}) =>
    withQuery(`/api/v1/sheets/${segment(key)}/suggestions`, query),
  sheetSuggestion: (key: string, id: number, answer: "accept" | "reject" | "withdraw") =>
    `/api/v1/sheets/${segment(key)}/suggestions/${segment(id)}/${answer}`,
  sheetMatrix: (key: string) => `/api/v1/sheets/${segment(key)}/matrix`,
  sheetReadiness: (key: string) => `/api/v1/sheets/${segment(key)}/readiness`,
  sheetReadinessQuestion: (key: string, question: string) =>
    `/api/v1/sheets/${segment(key)}/readiness/${segment(question)}`,
  notifications: () => "/api/v1/notifications",
  notificationsRead: () => "/api/v1/notifications/read",
  sources: () => "/api/v1/sources",
  source: (id: number) => `/api/v1/sources/${segment(id)}`,
  sourceLimit: (id: number) => `/api/v1/sources/${segment(id)}/limit`,
  crm: () => "/api/v1/crm",
  crmNames: () => "/api/v1/crm-names",
  crmConnection: (key: string) => `/api/v1/crm/${segment(key)}`,
  crmTest: (key: string) => `/api/v1/crm/${segment(key)}/test`,
  crmFields: (key: string) => `/api/v1/crm/${segment(key)}/fields`,
  crmDryRun: (key: string) => `/api/v1/crm/${segment(key)}/dry-run`,
  crmSync: (key: string) => `/api/v1/crm/${segment(key)}/sync`,
  crmRetry: (key: string) => `/api/v1/crm/${segment(key)}/retry`,
  crmConflicts: (key: string, query: Query = {}) => withQuery(`/api/v1/crm/${segment(key)}/conflicts`, query),
  crmConflict: (key: string, id: number) => `/api/v1/crm/${segment(key)}/conflicts/${segment(id)}`,
  crmFailures: (key: string, query: Query = {}) => withQuery(`/api/v1/crm/${segment(key)}/failures`, query),
  sourceRotate: (id: number) => `/api/v1/sources/${segment(id)}/rotate`,
  sourceArrivals: (id: number, query: Query = {}) =>
    withQuery(`/api/v1/sources/${segment(id)}/arrivals`, query),
  eventNames: (query: Query = {}) => withQuery("/api/v1/event-names", query),
  eventName: (name: string) => `/api/v1/event-names/${segment(name)}`,
  queue: (query: Query = {}) => withQuery("/api/v1/queue", query),
  handoverAccept: (id: string | number) => `/api/v1/handovers/${segment(id)}/accept`,
  handoverReopen: (id: string | number) => `/api/v1/handovers/${segment(id)}/reopen`,
  handoverReject: (id: string | number) => `/api/v1/handovers/${segment(id)}/reject`,
  rejectedEvents: (query: Query = {}) => withQuery("/api/v1/rejected-events", query),
  rejectedEventsExport: (query: Query = {}) => withQuery("/api/v1/rejected-events/export", query),
  rejectedEventsReplay: () => "/api/v1/rejected-events/replay",
  imports: () => "/api/v1/imports",
  import: (id: string | number) => `/api/v1/imports/${segment(id)}`,
  stream: () => "/api/v1/stream",
  me: () => "/api/v1/me",
  mePassword: () => "/api/v1/me/password",
  meSignOutEverywhere: () => "/api/v1/me/sign-out-everywhere",
  members: () => "/api/v1/members",
  member: (id: string | number) => `/api/v1/members/${segment(id)}`,
  invitations: () => "/api/v1/invitations",
  invitation: (id: string | number) => `/api/v1/invitations/${segment(id)}`,
  tokens: () => "/api/v1/tokens",
  token: (id: string | number) => `/api/v1/tokens/${segment(id)}`,
  workspace: () => "/api/v1/workspace",
  auditLog: (query: Query = {}) => withQuery("/api/v1/workspace/audit-log", query),
  openapi: () => "/api/v1/openapi.json",
} as const;
