import { z } from 'zod';
import { operation } from '../access/operation.ts';
import { type KeyStatement, rotateLedgerKey, wrappingVersion } from './key-store.ts';
import { parseVkey } from './note.ts';
import type { ReceiptDraft } from './receipt.ts';
import { LedgerKey } from './schema.ts';

/**
 * Afterwards a new key signs, the private part of the old one is gone, and a receipt with the old key's signature tells of
 * it, all in one transaction. Whoever pinned an earlier key follows.
 */
export const rotateKey = operation({
  name: 'ledger.rotateKey',
  title: 'Put a new key in the place of the one that signs the ledger',
  description: 'The old key signs the new one over and is destroyed. Pinned keys stay good: they lead to the new one.',
  http: 'POST /ledger/keys',
  permission: 'organization:write',
  feature: undefined,
  limits: ['api.general'],
  input: z.strictObject({}),
  output: LedgerKey,
  writes: true,
  status: 201,
  stepUp: 'always',
  run: async (ctx) => {
    // What was written until now is signed by the old key; the first time, this makes it.
    await ctx.checkpoint();
    const wrappingKey = await ctx.secretsKey(await wrappingVersion(ctx.db));
    const holder = { orgId: ctx.org.id, host: new URL(ctx.services.origin).host, wrappingKey };
    return ctx.writeAnswer(
      rotationReceipt,
      (tx) => rotateLedgerKey(tx, holder, ctx.now()),
      (statement) => statement,
    );
  },
});

function rotationReceipt(statement: KeyStatement): ReceiptDraft {
  return { action: 'ledger.keyRotated', subject: parseVkey(statement.vkey).origin, detail: { ...statement } };
}
