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
  "teams",
  "sources",
  "webhooks",
  "tokens",
  "notifications",
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
  tasks: (query: Query = {}) => withQuery("/tasks", query),
  leads: (query: Query = {}) => withQuery("/leads", query),
  lead: (id: string | number, query: Query = {}) => withQuery(`/leads/${segment(id)}`, query),
  sheets: () => "/sheets",
  sheet: (key: string, query: Query = {}) => withQuery(`/sheets/${segment(key)}`, query),
  sheetReview: (key: string) => `/sheets/${segment(key)}/review`,
  sheetSuggestion: (key: string, id: number) => `/sheets/${segment(key)}#suggestion-${id}`,
  sheetHistory: (key: string, query: Query = {}) => withQuery(`/sheets/${segment(key)}/history`, query),
  sheetMatrix: (key: string, query: Query = {}) => withQuery(`/sheets/${segment(key)}/matrix`, query),
  sheetReadiness: (key: string) => `/sheets/${segment(key)}/readiness`,
  leaderboard: () => "/leaderboard",
  segments: () => "/segments",
  actions: (query: Query = {}) => withQuery("/actions", query),
  imports: () => "/import",
  import: (id: string | number) => `/import/${segment(id)}`,
  source: (id: string | number, query: Query = {}) => withQuery(`/settings/sources/${segment(id)}`, query),
  webhook: (key: string, query: Query = {}) => withQuery(`/settings/webhooks/${segment(key)}`, query),
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
  leadOutcome: (id: string | number) => `/api/v1/leads/${segment(id)}/outcome`,
  leadNotes: (id: string | number, query: Query = {}) =>
    withQuery(`/api/v1/leads/${segment(id)}/notes`, query),
  leadTasks: (id: string | number) => `/api/v1/leads/${segment(id)}/tasks`,
  note: (id: number) => `/api/v1/notes/${segment(id)}`,
  tasks: (query: Query = {}) => withQuery("/api/v1/tasks", query),
  task: (id: number) => `/api/v1/tasks/${segment(id)}`,
  taskDone: (id: number) => `/api/v1/tasks/${segment(id)}/done`,
  views: (query: Query = {}) => withQuery("/api/v1/views", query),
  view: (id: number) => `/api/v1/views/${segment(id)}`,
  deeds: (query: Query = {}) => withQuery("/api/v1/deeds", query),
  deedUndo: (id: string) => `/api/v1/deeds/${segment(id)}/undo`,
  leadTimeline: (id: string | number, query: Query = {}) =>
    withQuery(`/api/v1/leads/${segment(id)}/timeline`, query),
  leadHistory: (id: string | number, query: Query = {}) =>
    withQuery(`/api/v1/leads/${segment(id)}/history`, query),
  leadJoins: (id: string | number) => `/api/v1/leads/${segment(id)}/joins`,
  leadJoin: (id: string | number, join: number) => `/api/v1/leads/${segment(id)}/joins/${segment(join)}`,
  leadConsents: (id: string | number) => `/api/v1/leads/${segment(id)}/consents`,
  leadAdjustments: (id: string | number) => `/api/v1/leads/${segment(id)}/adjustments`,
  leadAdjustmentEnd: (id: string | number, adjustment: number) =>
    `/api/v1/leads/${segment(id)}/adjustments/${segment(adjustment)}/end`,
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
  leaderboard: (query: Query = {}) => withQuery("/api/v1/leaderboard", query),
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
  notificationPreferences: () => "/api/v1/me/notifications",
  webhooks: () => "/api/v1/webhooks",
  webhook: (key: string) => `/api/v1/webhooks/${segment(key)}`,
  webhookRotate: (key: string) => `/api/v1/webhooks/${segment(key)}/rotate`,
  webhookTest: (key: string) => `/api/v1/webhooks/${segment(key)}/test`,
  webhookReplay: (key: string) => `/api/v1/webhooks/${segment(key)}/replay`,
  webhookDeliveries: (key: string, query: Query = {}) =>
    withQuery(`/api/v1/webhooks/${segment(key)}/deliveries`, query),
  webhookDeliveryReplay: (key: string, id: number) =>
    `/api/v1/webhooks/${segment(key)}/deliveries/${segment(id)}/replay`,
  webhookNames: () => "/api/v1/webhook-names",
  sources: () => "/api/v1/sources",
  source: (id: number) => `/api/v1/sources/${segment(id)}`,
  sourceLimit: (id: number) => `/api/v1/sources/${segment(id)}/limit`,
  sourceRotate: (id: number) => `/api/v1/sources/${segment(id)}/rotate`,
  sourceArrivals: (id: number, query: Query = {}) =>
    withQuery(`/api/v1/sources/${segment(id)}/arrivals`, query),
  eventNames: (query: Query = {}) => withQuery("/api/v1/event-names", query),
  eventName: (name: string) => `/api/v1/event-names/${segment(name)}`,
  queue: (query: Query = {}) => withQuery("/api/v1/queue", query),
  queueSpeed: () => "/api/v1/queue/speed",
  teams: () => "/api/v1/teams",
  team: (key: string) => `/api/v1/teams/${segment(key)}`,
  memberAvailability: (id: number) => `/api/v1/members/${segment(id)}/availability`,
  absences: () => "/api/v1/absences",
  absence: (id: number) => `/api/v1/absences/${segment(id)}`,
  sla: () => "/api/v1/sla",
  queueExport: (query: Query = {}) => withQuery("/api/v1/queue/export", query),
  handoversBulk: () => "/api/v1/handovers/bulk",
  handoverClaim: (id: string | number) => `/api/v1/handovers/${segment(id)}/claim`,
  handoverRelease: (id: string | number) => `/api/v1/handovers/${segment(id)}/release`,
  handoverReassign: (id: string | number) => `/api/v1/handovers/${segment(id)}/reassign`,
  handoverAccept: (id: string | number) => `/api/v1/handovers/${segment(id)}/accept`,
  handoverReopen: (id: string | number) => `/api/v1/handovers/${segment(id)}/reopen`,
  handoverReject: (id: string | number) => `/api/v1/handovers/${segment(id)}/reject`,
  rejectedEvents: (query: Query = {}) => withQuery("/api/v1/rejected-events", query),
  rejectedEventsExport: (query: Query = {}) => withQuery("/api/v1/rejected-events/export", query),
  rejectedEventsReplay: () => "/api/v1/rejected-events/replay",
  actionRuns: (query: Query = {}) => withQuery("/api/v1/action-runs", query),
  actionRunsExport: (query: Query = {}) => withQuery("/api/v1/action-runs/export", query),
  actionRunReplay: (id: number) => `/api/v1/action-runs/${segment(id)}/replay`,
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
