import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Operation } from '#lib/access/operation.ts';
import { operations } from '#lib/registry.ts';

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly [part: string]: unknown;
}

/** Keywords of JSON Schema that say what a value may be; the others only speak of it. */
const telling = ['type', 'anyOf', 'oneOf', 'allOf', 'not', 'enum', 'const', '$ref'];

/** The keywords whose value is a schema, a list of them, or schemas by name. */
const nesting = ['items', 'prefixItems', 'anyOf', 'oneOf', 'allOf', 'additionalProperties', 'propertyNames'];
const naming = ['properties', '$defs'];

function printed(input: z.core.$ZodType): object {
  return z.toJSONSchema(input, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      // Checked by the operation itself, piece by piece, against the schema that it shows.
      const shown = z.globalRegistry.get(zodSchema)?.shownAs;
      if (shown instanceof z.ZodType) Object.assign(jsonSchema, printed(shown), { shownAs: undefined });
    },
  });
}

/** The places, at whatever depth, where an input takes what it does not name; records name their values by a rule. */
function openPlaces(input: z.ZodType): string[] {
  const found: string[] = [];
  const walk = (schema: unknown, place: string): void => {
    if (Array.isArray(schema)) {
      for (const [index, each] of schema.entries()) walk(each, `${place}/${index}`);
      return;
    }
    if (typeof schema !== 'object' || schema === null) return;
    const { type, additionalProperties: more } = schema as Schema;
    if (!telling.some((word) => word in schema)) found.push(place);
    if (type === 'object' && more !== false && typeof more !== 'object') found.push(place);
    for (const word of nesting) walk((schema as Schema)[word], `${place}/${word}`);
    for (const word of naming) {
      for (const [name, part] of Object.entries((schema as Schema)[word] ?? {})) walk(part, `${place}/${name}`);
    }
  };
  walk(printed(input), '');
  return found;
}

const openInputs = (ops: readonly Operation[]) =>
  ops.flatMap((op) => openPlaces(op.input).map((place) => `${op.name} ${place || '/'}`));

describe('inputs', () => {
  it('take nothing that they do not name, at any depth', () => {
    expect(operations.length).toBeGreaterThan(40);
    expect(openInputs(operations)).toEqual([]);
  });

  it.each([
    ['at the top', z.object({ a: z.string() })],
    ['that is loose', z.looseObject({ a: z.string() })],
    ['in a list', z.strictObject({ list: z.array(z.object({ a: z.string() })) })],
    ['in a choice', z.strictObject({ one: z.union([z.string(), z.object({ a: z.string() })]) })],
    ['in a record', z.strictObject({ by: z.record(z.string(), z.object({ a: z.string() })) })],
    ['of anything', z.strictObject({ by: z.record(z.string(), z.unknown()) })],
    ['that is anything', z.strictObject({ by: z.unknown() })],
    ['behind a change', z.strictObject({ a: z.object({ b: z.string() }).transform((x) => x.b) })],
  ])('an open object %s is found', (_where, input) => {
    expect(openPlaces(input)).toHaveLength(1);
  });

  it('a strict one is not, nor a record whose values are known', () => {
    expect(openPlaces(z.strictObject({ a: z.strictObject({}), by: z.record(z.string(), z.number()) }))).toEqual([]);
  });
});
