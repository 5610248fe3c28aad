import { z } from 'zod';
import { operation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import { findErasure, listErasureRows } from './erasure-store.ts';
import { presentErasure } from './present-erasure.ts';
import { PersonErasure, PersonErasureId, PersonErasures } from './schema.ts';

/** The newest of them: who needs all reads the ledger. */
const listedMax = 50;

export const listErasures = operation({
  name: 'persons.listErasures',
  title: 'List erasures of persons',
  description: 'The last 50, newest first. They name nobody; the ledger holds all of them.',
  http: 'GET /person-erasures',
  permission: 'persons:read',
  feature: undefined,
  limits: ['api.general'],
  input: z.strictObject({}),
  output: PersonErasures,
  writes: false,
  run: async (ctx) => {
    const rows = await listErasureRows(ctx.db, listedMax);
    return { data: await Promise.all(rows.map((row) => presentErasure(ctx.db, row))) };
  },
});

export const readErasure = operation({
  name: 'persons.readErasure',
  title: 'Read how far the erasure of a person is',
  http: 'GET /person-erasures/{id}',
  permission: 'persons:read',
  feature: undefined,
  limits: ['api.general'],
  input: PersonErasureId,
  output: PersonErasure,
  writes: false,
  run: async (ctx, { id }) => {
    const row = await findErasure(ctx.db, id);
    if (row === undefined) throw fail('not_found');
    return presentErasure(ctx.db, row);
  },
});
