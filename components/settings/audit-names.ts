/** Parts of the product in the order of the filter; each is what its actions' names start with. */
export const auditFeatures = [
  "sheets",
  "segments",
  "queue",
  "leads",
  "imports",
  "sources",
  "members",
  "invitations",
  "tokens",
  "workspace",
  "me",
] as const;

/** Actions as the log has them, and their names under `Settings.audit.actions`. */
export const auditActions = {
  "imports.upload": "importsUpload",
  "imports.map": "importsMap",
  "imports.start": "importsStart",
  "imports.resume": "importsResume",
  "imports.cancel": "importsCancel",
  "invitations.accept": "invitationsAccept",
  "invitations.create": "invitationsCreate",
  "invitations.revoke": "invitationsRevoke",
  "leads.export": "leadsExport",
  "leads.record_stage": "leadsRecordStage",
  "me.change_password": "meChangePassword",
  "me.sign_out_everywhere": "meSignOutEverywhere",
  "me.update": "meUpdate",
  "members.remove": "membersRemove",
  "members.update": "membersUpdate",
  "queue.accept": "queueAccept",
  "queue.reject": "queueReject",
  "queue.reopen": "queueReopen",
  "segments.create": "segmentsCreate",
  "segments.delete": "segmentsDelete",
  "segments.update": "segmentsUpdate",
  "sheets.activate": "sheetsActivate",
  "sheets.discard_draft": "sheetsDiscardDraft",
  "sheets.edit": "sheetsEdit",
  "sheets.rename": "sheetsRename",
  "sheets.save_draft": "sheetsSaveDraft",
  "sheets.sign": "sheetsSign",
  "sheets.withdraw": "sheetsWithdraw",
  "sources.create": "sourcesCreate",
  "tokens.create": "tokensCreate",
  "tokens.revoke": "tokensRevoke",
  "workspace.set_up": "workspaceSetUp",
  "workspace.update": "workspaceUpdate",
} as const;

export function isAuditAction(action: string): action is keyof typeof auditActions {
  return Object.hasOwn(auditActions, action);
}
