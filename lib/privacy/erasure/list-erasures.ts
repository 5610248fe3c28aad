import { operatorOperation } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import {
  findCertificateOf,
  findErasure,
  findErasureByNumber,
  findErasureOf,
  listErasureRows,
} from './erasure-store.ts';
import { presentRecord } from './present.ts';
import { ErasureName, ErasureRecords, ErasureRecordWithFile, NoErasureInput } from './schema.ts';

export const listErasures = operatorOperation({
  name: 'erasures.list',
  title: 'List erasures of organisations',
  limits: [],
  input: NoErasureInput,
  output: ErasureRecords,
  writes: false,
  run: async (ctx) => ({ data: (await listErasureRows(ctx.control)).map(presentRecord) }),
});

/** @throws `not_found` */
export const readErasureRecord = operatorOperation({
  name: 'erasures.read',
  title: 'Show the erasure of an organisation',
  limits: [],
  input: ErasureName,
  output: ErasureRecordWithFile,
  writes: false,
  run: async (ctx, { name }) => {
    const row =
      (await findErasure(ctx.control, name)) ??
      (await findErasureOf(ctx.control, name)) ??
      (await findErasureByNumber(ctx.control, name.toUpperCase()));
    if (row === undefined) throw fail('not_found', { message: `No erasure is called ${name}.` });
    const certificate = await findCertificateOf(ctx.control, row.orgId);
    return { ...presentRecord(row), file: certificate?.file ?? null };
  },
});
