/** What the reference page shows of one field of a request or an answer. */
export type ReferenceField = {
  name: string;
  place: string;
  type: string;
  required: boolean;
  description: string;
};
export type ReferenceCall = {
  id: string;
  method: string;
  path: string;
  summary: string;
  permission: string;
  fields: ReferenceField[];
  answer: ReferenceField[];
};
export type ReferenceGroup = { tag: string; calls: ReferenceCall[] };

type Schema = {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
};
type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Schema };
type Body = { content?: Record<string, { schema?: Schema }> };
type Call = {
  operationId?: string;
  tags?: string[];
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  requestBody?: Body;
  responses?: Record<string, Body>;
};

type Resolve = (schema: Schema | undefined) => Schema;

/** A type in words: "string (date-time)", "integer | null", "list of object". */
function typeOf(schema: Schema | undefined, resolve: Resolve, depth = 0): string {
  if (!schema || depth > 4) return "object";
  if (schema.$ref) return schema.$ref.split("/").at(-1) ?? "object";
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map((choice) => typeOf(choice, resolve, depth + 1)))].join(" | ");
  if (schema.items) return `list of ${typeOf(schema.items, resolve, depth + 1)}`;
  const type = Array.isArray(schema.type) ? schema.type.join(" | ") : (schema.type ?? "any");
  return schema.format ? `${type} (${schema.format})` : type;
}

function fieldsOf(body: Body | undefined, place: string, resolve: Resolve): ReferenceField[] {
  const [media, content] = Object.entries(body?.content ?? {})[0] ?? [];
  const schema = resolve(content?.schema);
  if (!schema.properties) {
    return media && content?.schema
      ? [{ name: media, place, type: typeOf(content.schema, resolve), required: true, description: "" }]
      : [];
  }
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    place,
    type: typeOf(property, resolve),
    required: schema.required?.includes(name) ?? false,
    description: property.description ?? resolve(property).description ?? "",
  }));
}

/** The OpenAPI document as the reference page shows it: calls by tag, in the document's order. */
export function toReference(document: unknown): ReferenceGroup[] {
  const { paths = {}, components = {} } = document as {
    paths?: Record<string, Record<string, Call>>;
    components?: { schemas?: Record<string, Schema> };
  };
  const resolve: Resolve = (schema) => {
    const name = schema?.$ref?.split("/").at(-1);
    return (name ? components.schemas?.[name] : schema) ?? {};
  };
  const groups = new Map<string, ReferenceCall[]>();
  for (const [path, calls] of Object.entries(paths)) {
    for (const [method, call] of Object.entries(calls)) {
      const tag = call.tags?.[0] ?? "";
      const done = Object.entries(call.responses ?? {}).find(([status]) => status.startsWith("2"));
      const parameters = (call.parameters ?? []).map((parameter) => ({
        name: parameter.name,
        place: parameter.in,
        type: typeOf(parameter.schema, resolve),
        required: parameter.required ?? false,
        description: parameter.description ?? parameter.schema?.description ?? "",
      }));
      groups.set(tag, [
        ...(groups.get(tag) ?? []),
        {
          id: call.operationId ?? `${method} ${path}`,
          method: method.toUpperCase(),
          path,
          summary: call.summary ?? "",
          permission: call.description ?? "",
          fields: [...parameters, ...fieldsOf(call.requestBody, "body", resolve)],
          answer: fieldsOf(done?.[1], "answer", resolve),
        },
      ]);
    }
  }
  return [...groups].map(([tag, calls]) => ({ tag, calls }));
}
