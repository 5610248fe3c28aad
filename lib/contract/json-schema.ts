import { z } from 'zod';
import type { JsonSchema } from './document.ts';

/** Prints schemas and gathers those with a name, so that each is written once. */
export interface SchemaPrinter {
  /** What a caller may send. Named objects in it are references; the schema itself is written out. */
  input(schema: z.ZodType): JsonSchema;
  /** What is answered. It is open: later versions may add members, and clients let them pass. */
  output(schema: z.ZodType): JsonSchema;
  /** Writes a schema of our own under a name. @throws `Error` when another stands there. */
  add(name: string, schema: JsonSchema): JsonSchema;
  has(name: string): boolean;
  /** Everything gathered so far, by name. */
  components(): Readonly<Record<string, JsonSchema>>;
}

const componentPath = '#/components/schemas/';

export function createSchemaPrinter(names: ReadonlyMap<z.core.$ZodType, string>): SchemaPrinter {
  const components = new Map<string, JsonSchema>();

  const add = (name: string, schema: JsonSchema): JsonSchema => {
    const before = components.get(name);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(schema)) {
      throw new Error(`two schemas want to be called ${name}`);
    }
    components.set(name, schema);
    return { $ref: `${componentPath}${name}` };
  };

  const print = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
    const nameOf = (found: z.core.$ZodType) => {
      // The caller decides what becomes of an input as a whole: part of it may belong to the path.
      if (io === 'input' && found === schema) return undefined;
      const name = names.get(found);
      // A set of words is the same both ways; an object may have defaults when it is sent.
      return name === undefined || io === 'output' || found instanceof z.ZodEnum ? name : `${name}Input`;
    };
    const {
      $defs,
      $schema: _,
      ...root
    } = z.toJSONSchema(schema, {
      io,
      unrepresentable: 'any',
      metadata: new NamedSchemas(nameOf),
      override: ({ zodSchema, jsonSchema }) => {
        const printed = jsonSchema as JsonSchema;
        showAs(zodSchema, printed, (other) => add(names.get(other) ?? 'Item', print(other as z.ZodType, io)));
        keepLengths(zodSchema, printed);
      },
    }) as JsonSchema & { $schema?: string; $defs?: Record<string, JsonSchema> };
    for (const [name, part] of Object.entries($defs ?? {})) add(name, tidied(part, io));
    return tidied(root, io);
  };

  return {
    input: (schema) => print(schema, 'input'),
    output: (schema) => print(schema, 'output'),
    add,
    has: (name) => components.has(name),
    components: () => Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** What schemas say of themselves, and their names. */
class NamedSchemas extends z.core.$ZodRegistry<Record<string, unknown>> {
  private readonly nameOf: (schema: z.core.$ZodType) => string | undefined;

  constructor(nameOf: (schema: z.core.$ZodType) => string | undefined) {
    super();
    this.nameOf = nameOf;
  }

  override get<S extends z.core.$ZodType>(schema: S) {
    const said = z.globalRegistry.get(schema);
    const id = this.nameOf(schema);
    const found = { ...said, ...(id === undefined ? {} : { id }) };
    return (Object.keys(found).length === 0 ? undefined : found) as ReturnType<
      z.core.$ZodRegistry<Record<string, unknown>>['get']
    > as never;
  }
}

/**
 * Where an operation checks a part of its input by itself, the part says by `meta({ shownAs: schema })` what it has to be.
 */
function showAs(schema: z.core.$ZodType, printed: JsonSchema, reference: (other: z.core.$ZodType) => JsonSchema): void {
  const shown = z.globalRegistry.get(schema)?.shownAs;
  if (!(shown instanceof z.ZodType)) return;
  for (const member of Object.keys(printed)) delete printed[member as keyof JsonSchema];
  Object.assign(printed, reference(shown));
}

/** A text that is trimmed before it is measured keeps its bound: callers should know it. */
function keepLengths(schema: z.core.$ZodType, printed: JsonSchema): void {
  if (!(schema instanceof z.ZodPipe) || printed.type !== 'string' || printed.maxLength !== undefined) return;
  const after: unknown = schema.def.out;
  if (after instanceof z.ZodString && after.maxLength !== null) printed.maxLength = after.maxLength;
}

/** The same schema in fewer words. */
function tidied(schema: JsonSchema, io: 'input' | 'output'): JsonSchema {
  const { id: _, ...rest } = schema as JsonSchema & { id?: string };
  const out: JsonSchema = { ...rest };
  if (out.$ref !== undefined) out.$ref = out.$ref.replace('#/$defs/', componentPath);
  // The format says the same, and is read by people.
  if (out.format !== undefined) delete out.pattern;
  if (out.maximum === Number.MAX_SAFE_INTEGER) delete out.maximum;
  if (out.minimum === -Number.MAX_SAFE_INTEGER) delete out.minimum;
  if (out.propertyNames !== undefined && Object.keys(tidied(out.propertyNames, io)).join() === 'type') {
    delete out.propertyNames;
  }
  if (io === 'output' && out.additionalProperties === false) delete out.additionalProperties;
  if (out.properties !== undefined) {
    out.properties = Object.fromEntries(Object.entries(out.properties).map(([name, part]) => [name, tidied(part, io)]));
  }
  if (typeof out.additionalProperties === 'object') out.additionalProperties = tidied(out.additionalProperties, io);
  if (out.items !== undefined) out.items = tidied(out.items, io);
  for (const kind of ['anyOf', 'oneOf', 'allOf'] as const) {
    const parts = out[kind];
    if (parts !== undefined) out[kind] = parts.map((part) => tidied(part, io));
  }
  return out.anyOf === undefined ? out : joined(out, out.anyOf);
}

/** `anyOf` without what it need not say: nested ones, the empty text of forms, null beside one type. */
function joined(schema: JsonSchema, options: readonly JsonSchema[]): JsonSchema {
  const flat = options
    .flatMap((option) => (Object.keys(option).join() === 'anyOf' ? (option.anyOf ?? []) : [option]))
    .filter((option) => option.const !== '');
  const { anyOf: _, ...rest } = schema;
  const others = flat.filter((option) => option.type !== 'null');
  const [only] = others;
  if (others.length !== 1 || only === undefined) return { ...rest, anyOf: flat };
  if (others.length === flat.length) return { ...only, ...rest };
  if (typeof only.type !== 'string') return { ...rest, anyOf: flat };
  const nullable = { ...only, ...rest, type: [only.type, 'null'] };
  return only.enum === undefined ? nullable : { ...nullable, enum: [...only.enum, null] };
}
