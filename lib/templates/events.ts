/** Event names the templates count: the collector's own `page_viewed` and Segment-like snake case. */
export const EVENTS = {
  pageViewed: "page_viewed",
  formSubmitted: "form_submitted",
  emailOpened: "email_opened",
  emailLinkClicked: "email_link_clicked",
  emailUnsubscribed: "email_unsubscribed",
  fileDownloaded: "file_downloaded",
  chatStarted: "chat_started",
  webinarAttended: "webinar_attended",
  newsletterEngaged: "newsletter_engaged",
  socialFollowed: "social_followed",
  socialInteracted: "social_interacted",
  demoRequested: "demo_requested",
  trialStarted: "trial_started",
} as const;

export type EventName = (typeof EVENTS)[keyof typeof EVENTS];
