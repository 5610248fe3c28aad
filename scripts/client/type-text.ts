import type { JsonSchema, JsonValue } from '#lib/contract/document.ts';

/** Schemas of the contract as the text of TypeScript types. */

/** What is sent may hold `undefined` where a member may be missing; what is answered never does. */
export type Direction = 'sent' | 'answered';

export function typeText(schema: JsonSchema, direction: Direction, indent = ''): string {
  if (schema.$ref !== undefined) return schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
  if (schema.const !== undefined) return literal(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(literal).join(' | ');
  const options = schema.anyOf ?? schema.oneOf;
  if (options !== undefined) return union(options.map((option) => typeText(option, direction, indent)));
  if (schema.allOf !== undefined) return schema.allOf.map((part) => typeText(part, direction, indent)).join(' & ');
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length === 0) return 'unknown';
  return union(types.map((type) => plainType(type, schema, direction, indent)));
}

function plainType(type: string, schema: JsonSchema, direction: Direction, indent: string): string {
  switch (type) {
    case 'integer':
      return 'number';
    case 'array': {
      const item = schema.items === undefined ? 'unknown' : typeText(schema.items, direction, indent);
      return /[ |&]/.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
    }
    case 'object':
      return objectType(schema, direction, indent);
    default:
      return type;
  }
}

function objectType(schema: JsonSchema, direction: Direction, indent: string): string {
  if (schema.properties === undefined) {
    const { additionalProperties } = schema;
    const value =
      typeof additionalProperties === 'object' ? typeText(additionalProperties, direction, indent) : 'unknown';
    return `Record<string, ${value}>`;
  }
  const members = memberLines(schema, direction, `${indent}  `);
  return members.length === 0 ? 'Record<string, never>' : `{\n${members.join('\n')}\n${indent}}`;
}

/** One line for each member, with what is said of it above. */
export function memberLines(schema: JsonSchema, direction: Direction, indent = '  '): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const optional = !(schema.required?.includes(name) ?? false);
    const type = typeText(part, direction, indent);
    const holds = optional && direction === 'sent' ? `${type} | undefined` : type;
    return [...comment(remarks(part), indent), `${indent}${memberName(name)}${optional ? '?' : ''}: ${holds};`];
  });
}

/** What types cannot say of a member. */
function remarks(schema: JsonSchema): string | undefined {
  const said = [
    schema.description,
    schema.format === 'date-time' ? 'ISO 8601.' : schema.format === 'date' ? 'YYYY-MM-DD.' : undefined,
    schema.maxLength === undefined ? undefined : `At most ${schema.maxLength} characters.`,
    schema.maxItems === undefined ? undefined : `At most ${schema.maxItems} items.`,
    schema.default === undefined ? undefined : `${JSON.stringify(schema.default)} if absent.`,
  ].filter((part) => part !== undefined);
  return said.length === 0 ? undefined : said.map((part) => (/[.!?]$/.test(part) ? part : `${part}.`)).join(' ');
}

const lineCharsMax = 112;

/** A comment of as many lines as it needs; none for nothing. */
export function comment(text: string | undefined, indent = ''): string[] {
  if (text === undefined || text === '') return [];
  const lines = text.replaceAll('*/', '* /').split('\n').flatMap(wrapped);
  if (lines.length === 1) return [`${indent}/** ${lines[0]} */`];
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`];
}

function wrapped(paragraph: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > lineCharsMax) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function memberName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name);
}

function union(parts: readonly string[]): string {
  return [...new Set(parts)].join(' | ');
}

export function literal(value: JsonValue): string {
  return typeof value === 'string'
    ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    : JSON.stringify(value);
}
