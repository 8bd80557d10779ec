import { StatusPage } from "#components/shell/status-page.tsx";

/** Inside the shell, so that the navigation stays. */
export default function Forbidden() {
  return <StatusPage kind="forbidden" />;
}
