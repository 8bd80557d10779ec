/** "collapsed" or "open"; read by the server so that the first paint has the right width. */
export const sidebarCookie = "hotsheet-sidebar";
