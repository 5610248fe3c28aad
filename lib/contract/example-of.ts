import type { JsonSchema, JsonValue } from './document.ts';
import { fieldSamples, patternSamples, schemaSamples, shownThoughOptional } from './samples.ts';

/** Finds what a reference names. */
export type Lookup = (reference: string) => JsonSchema;

interface Place {
  /** The name of the schema that the field belongs to. */
  readonly owner: string;
  readonly field: string;
}

/**
 * A value that fits the schema, made of the samples. Optional members are left out, but for those that make the example.
 */
export function exampleOf(schema: JsonSchema, lookup: Lookup, place: Place = { owner: '', field: '' }): JsonValue {
  const sample = schemaSamples[`${place.owner}.${place.field}`] ?? fieldSamples[place.field];
  if (sample !== undefined && fits(sample, schema)) return sample;
  if (schema.$ref !== undefined) {
    return exampleOf(lookup(schema.$ref), lookup, { owner: nameIn(schema.$ref), field: place.field });
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0] ?? null;
  const [option] = schema.anyOf ?? schema.oneOf ?? [];
  if (option !== undefined) return exampleOf(option, lookup, place);
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  const [type = 'null'] = types;
  // Nothing is known of it but that it may be absent.
  if (types.includes('null') && type !== 'object' && schema.format === undefined) return null;
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => schema.required?.includes(name) || shownThoughOptional.has(`${place.owner}.${name}`))
          .map(([field, part]) => [field, exampleOf(part, lookup, { owner: place.owner, field })]),
      );
    case 'array':
      return schema.items === undefined ? [] : [exampleOf(schema.items, lookup, { ...place, field: '' })];
    case 'string':
      return textFor(schema, place.field);
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, 0);
    case 'boolean':
      return true;
    default:
      return null;
  }
}

/** `ContactInput` is a contact too. */
function nameIn(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1).replace(/Input$/, '');
}

function textFor(schema: JsonSchema, field: string): string {
  if (schema.format === 'date-time' || /(?:^a|A)t$/.test(field)) return '2026-11-20T09:30:00.000Z';
  if (schema.format === 'date') return '2026-11-20';
  const text = field === 'id' ? '01KAXQ7B6V9Q4W3H2M8T5N1C7D' : field === '' ? 'text' : field;
  if (schema.pattern === undefined) return text;
  const form = new RegExp(schema.pattern);
  return form.test(text) ? text : (patternSamples.find((sample) => form.test(sample)) ?? text);
}

/** Whether a sample is of the schema's kind: the same name can mean a text here and a list there. */
function fits(sample: JsonValue, schema: JsonSchema): boolean {
  if (schema.$ref !== undefined || schema.anyOf !== undefined || schema.oneOf !== undefined) {
    return typeof sample !== 'object' || sample === null ? schema.anyOf !== undefined && allows(sample, schema) : false;
  }
  if (schema.const !== undefined) return sample === schema.const;
  if (schema.enum !== undefined) return schema.enum.includes(sample);
  if (schema.format === 'date-time' && sample !== null) return typeof sample === 'string' && sample.includes('T');
  if (schema.pattern !== undefined && typeof sample === 'string' && !new RegExp(schema.pattern).test(sample))
    return false;
  const { items } = schema;
  if (Array.isArray(sample) && items !== undefined && !sample.every((item: JsonValue) => fits(item, items)))
    return false;
  return schema.type === undefined || [schema.type].flat().includes(kindOf(sample));
}

function allows(sample: JsonValue, schema: JsonSchema): boolean {
  return (schema.anyOf ?? []).some((option) => option.$ref === undefined && fits(sample, option));
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return 'integer';
  return typeof value;
}
