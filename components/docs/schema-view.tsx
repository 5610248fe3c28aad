import { type JsonSchema, type OpenApiDocument, resolved } from '#lib/contract/document.ts';
import { withCode } from './prose.tsx';

type Contract = Pick<OpenApiDocument, 'components'>;

const depthMax = 4;

/** The members of an object, one below the other, those of nested objects inside them. */
export function SchemaView({
  document,
  schema,
  depth = 0,
}: {
  document: Contract;
  schema: JsonSchema;
  depth?: number | undefined;
}) {
  const { properties, required = [] } = resolved<JsonSchema>(document, schema);
  const members = Object.entries(properties ?? {});
  if (members.length === 0) return <p className="text-sm text-ink-3">No members.</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {members.map(([name, member]) => (
        <Member
          key={name}
          document={document}
          name={name}
          schema={member}
          required={required.includes(name)}
          depth={depth}
        />
      ))}
    </ul>
  );
}

/** One named value: its type, what must be true of it, what it means. */
export function Member({
  document,
  name,
  schema,
  required,
  depth = 0,
}: {
  document: Contract;
  name: string;
  schema: JsonSchema;
  required: boolean;
  depth?: number | undefined;
}) {
  const nested = objectIn(document, schema);
  return (
    <li className="py-2">
      <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
        <code className="font-mono text-xs font-semibold text-ink [overflow-wrap:anywhere]">{name}</code>
        <span className="text-xs text-ink-3 [overflow-wrap:anywhere]">{typeOf(document, schema)}</span>
        {required ? <span className="text-xs font-medium text-warn-ink">required</span> : null}
      </div>
      <Remarks schema={schema} />
      {nested !== null && depth < depthMax ? (
        <details className="mt-1.5 print:[&::details-content]:[content-visibility:visible]">
          <summary className="w-fit rounded-xs text-xs font-medium text-brand-ink">Members of {name}</summary>
          <div className="mt-1.5 pl-3">
            <SchemaView document={document} schema={nested} depth={depth + 1} />
          </div>
        </details>
      ) : null}
    </li>
  );
}

function Remarks({ schema }: { schema: JsonSchema }) {
  const rules = rulesOf(schema);
  if (schema.description === undefined && rules.length === 0) return null;
  const sentences = [schema.description, sentence(rules.join(', '))].filter(
    (part) => part !== undefined && part !== '',
  );
  return (
    <p className="mt-0.5 text-sm text-ink-2 [overflow-wrap:anywhere]">
      {withCode(sentences.map((part) => (/[.!?]$/.test(part ?? '') ? part : `${part}.`)).join(' '))}
    </p>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What must be true of a value beside its type, in words. */
function rulesOf(schema: JsonSchema): string[] {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems } = schema;
  return [
    ...(minLength === undefined || minLength < 2 ? [] : [`at least ${minLength} characters`]),
    ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
    ...(minimum === undefined ? [] : [`from ${minimum}`]),
    ...(maximum === undefined ? [] : [`up to ${maximum}`]),
    ...(minItems === undefined ? [] : [`at least ${minItems}`]),
    ...(maxItems === undefined ? [] : [`at most ${maxItems} items`]),
    ...(schema.default === undefined ? [] : [`${JSON.stringify(schema.default)} if absent`]),
  ];
}

const formats: Readonly<Record<string, string>> = { 'date-time': 'time (ISO 8601)', date: 'date (YYYY-MM-DD)' };

/** What kind of value it is, in few words. */
export function typeOf(document: Contract, schema: JsonSchema): string {
  if (schema.$ref !== undefined) {
    const target = resolved<JsonSchema>(document, schema);
    return target.properties === undefined ? typeOf(document, target) : schema.$ref.replace(/^.*\//, '');
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return options.map((option) => typeOf(document, option)).join(' or ');
  const types = schema.type === undefined ? [] : [schema.type].flat();
  const named = types.map((type) => {
    if (type === 'array') return `list of ${schema.items === undefined ? 'anything' : typeOf(document, schema.items)}`;
    if (type === 'object' && typeof schema.additionalProperties === 'object') {
      return `object of ${typeOf(document, schema.additionalProperties)}`;
    }
    if (type === 'string') return formats[schema.format ?? ''] ?? 'text';
    return type;
  });
  return named.length === 0 ? 'anything' : named.join(' or ');
}

/** The object with members that a value is, or that it is a list of. */
function objectIn(document: Contract, schema: JsonSchema): JsonSchema | null {
  const target = resolved<JsonSchema>(document, schema);
  if (target.properties !== undefined) return target;
  if (target.items !== undefined) return objectIn(document, target.items);
  for (const option of target.anyOf ?? []) {
    const found = objectIn(document, option);
    if (found !== null) return found;
  }
  return null;
}
