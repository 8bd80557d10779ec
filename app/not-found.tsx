import { StatusPage } from "#components/shell/status-page.tsx";

export default function NotFound() {
  return (
    <main>
      <StatusPage kind="notFound" />
    </main>
  );
}
