/** Events the tracker makes by itself. One constant each, so that the built file carries only the texts. */
export const PAGE_READ = "page_read";
export const SECTION_READ = "section_read";
export const FORM_SUBMITTED = "form_submitted";
export const FILE_DOWNLOADED = "file_downloaded";
export const LINK_CLICKED = "link_clicked";
