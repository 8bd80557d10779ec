/**
 * Where somebody may have written another person's name, as `table.column`. Only these are searched for mentions of who is
 * erased: a user id may be any word ("customer"), and must not be taken out of what the product itself writes.
 */
export const MENTIONS = [
  "action_runs.last_error",
  "absences.reason",
  "audit_log.detail",
  "crm_connections.last_error_text",
  "feedback_reports.body",
  "handovers.reason",
  "idempotency_keys.answer",
  "imports.columns",
  "imports.error",
  "imports.file_name",
  "lead_adjustments.reason",
  "mails.html",
  "mails.last_error",
  "mails.subject",
  "mails.text",
  "models.overrules",
  "notifications.payload",
  "lead_notes.body",
  "readiness_decisions.reason",
  "saved_views.name",
  "saved_views.query",
  "sheet_comments.body",
  "sheet_edits.after",
  "sheet_edits.before",
  "sheet_suggestions.changes",
  "sheet_suggestions.note",
  "sheet_suggestions.reason",
  "stage_history.reason",
  "tasks.title",
  "trial_reviews.note",
] as const;

/** What is told of other leads: only identifiers are looked for there, for two people may have one name. */
export const OF_OTHERS = [
  "events.rest",
  "form_answers.answers",
  "form_answers.context",
  "joined_attributes.value",
  "lead_attributes.value",
  "lead_consents.note",
  "leads.attributes",
] as const;
