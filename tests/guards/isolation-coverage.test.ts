import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Operation } from '#lib/access/operation.ts';
import { operations } from '#lib/registry.ts';
import { operationSamples } from '../support/operation-samples.ts';

/** Names of fields that hold an id of something in the organisation. */
const isIdField = (name: string) => /^(?:id|subject|actor)$|Id$|Ids$/.test(name);
/** Free text that happens to be called like an id. */
const noIds: Readonly<Record<string, readonly string[]>> = {
  'activities.create': ['subject'],
  'activities.update': ['subject'],
  'interactions.create': ['subject', 'externalId'],
  'persons.rectify': ['subject'],
};

function fieldsOf(op: Operation): string[] {
  const schema = z.toJSONSchema(op.input, { io: 'input', unrepresentable: 'any' }) as { properties?: object };
  return Object.keys(schema.properties ?? {});
}

const tenantOperations = operations.filter((op) => op.scope === 'tenant');

describe('the isolation matrix', () => {
  it('has a sample for every operation inside an organisation, and none for others', () => {
    expect(Object.keys(operationSamples).sort()).toEqual(tenantOperations.map((op) => op.name).sort());
  });

  it.each(tenantOperations.map((op) => [op.name, op] as const))('%s: attacks every id that it takes', (name, op) => {
    const ids = fieldsOf(op).filter((field) => isIdField(field) && !noIds[name]?.includes(field));
    // A field of another name may hold an id as well: a search takes one.
    const attacked = new Set(Object.keys(operationSamples[name]?.ids ?? {}));
    expect(ids.filter((field) => !attacked.has(field))).toEqual([]);
  });

  it('would miss no new operation and no new id', () => {
    const strange = {
      ...tenantOperations[0],
      name: 'things.read',
      input: z.object({ id: z.string(), ownerId: z.string() }),
    };
    expect(operationSamples[strange.name]).toBeUndefined();
    expect(fieldsOf(strange as Operation).filter(isIdField)).toEqual(['id', 'ownerId']);
  });
});
