/** The cookie that says which of several workspaces to open: a wish, checked against the memberships. */
export const workspaceCookie = "hotsheet-workspace";
