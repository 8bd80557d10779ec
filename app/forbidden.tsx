import { StatusPage } from "#components/shell/status-page.tsx";

export default function Forbidden() {
  return (
    <main>
      <StatusPage kind="forbidden" />
    </main>
  );
}
