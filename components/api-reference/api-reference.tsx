import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { ReferenceCall, ReferenceField, ReferenceGroup } from "#lib/openapi/reference.ts";

/** Every call of the HTTP surface, by subject; each opens to its fields. */
export function ApiReference({ groups }: { groups: ReferenceGroup[] }) {
  const t = useTranslations("ApiReference");
  return (
    <div className="flex flex-col gap-6">
      <p className="text-muted">
        {t.rich("machineReadable", {
          link: (text) => (
            <a className="text-accent underline" href="/api/v1/openapi.json">
              {text}
            </a>
          ),
        })}
      </p>
      {groups.map((group) => (
        <Card key={group.tag} title={group.tag} headingLevel={2}>
          <ul className="flex flex-col gap-2">
            {group.calls.map((call) => (
              <li key={call.id}>
                <Call call={call} />
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}

function Call({ call }: { call: ReferenceCall }) {
  const t = useTranslations("ApiReference");
  return (
    <details id={call.id} className="rounded-md border border-line">
      <summary className="flex min-h-11 cursor-pointer flex-wrap items-center gap-2 px-3 py-2">
        <Badge>{call.method}</Badge>
        <code className="break-all">{call.path}</code>
        <span className="text-muted">{call.summary}</span>
      </summary>
      <div className="flex flex-col gap-4 border-line border-t p-3">
        <p className="text-muted">{call.permission}</p>
        <Fields label={t("request", { call: call.id })} empty={t("takesNothing")} fields={call.fields} />
        <Fields label={t("answer", { call: call.id })} empty={t("answersOther")} fields={call.answer} />
      </div>
    </details>
  );
}

function Fields({ label, empty, fields }: { label: string; empty: string; fields: ReferenceField[] }) {
  const t = useTranslations("ApiReference");
  if (fields.length === 0) return <p className="text-muted">{empty}</p>;
  return (
    <Table label={label}>
      <TableHeader>
        <TableRow>
          <TableHead>{t("field")}</TableHead>
          <TableHead>{t("place")}</TableHead>
          <TableHead>{t("type")}</TableHead>
          <TableHead>{t("meaning")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {fields.map((field) => (
          <TableRow key={`${field.place} ${field.name}`}>
            <TableCell>
              <code>{field.name}</code>{" "}
              {field.required ? <span className="text-muted">({t("required")})</span> : null}
            </TableCell>
            <TableCell>{field.place}</TableCell>
            <TableCell className="max-w-80 break-words">{field.type}</TableCell>
            <TableCell>{field.description}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
