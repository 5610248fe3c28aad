import { z } from 'zod';
import { publicOperation, type TextAnswer, textOutput } from '../../access/operation.ts';
import { fail } from '../../platform/errors.ts';
import type { PublicContext } from '../../tenancy/context.ts';
import { openCheckpoint, peekCheckpoint, readVerifierKey } from '../verify-note.ts';
import { consistencyHolds, emptyRoot } from '../verify-tree.ts';
import { witnessOf } from './cosignature.ts';
import { readSubmission } from './submission.ts';
import { findWitnessedLog, saveWitnessedLog } from './witness-store.ts';

/** A proof and a note with its signatures; more is no submission. */
const bodyBytesMax = 64 * 1024;

/** How a log is told the size that the witness has seen: C2SP tlog-witness. */
const sizeType = 'text/x.tlog.size';

/**
 * Cosigns a checkpoint of a log that whoever runs this installation has named (`WITNESS_LOGS`). Afterwards the checkpoint is
 * durable here, and nothing smaller and no other tree of its size will be cosigned.
 * @throws `not_found` for a log that is not named, `forbidden` without a signature by its key, `proof_refused` when the
 * proof does not lead from what was cosigned before.
 */
export const addCheckpoint = publicOperation({
  name: 'witness.addCheckpoint',
  title: 'Have a checkpoint cosigned',
  description:
    'C2SP tlog-witness: the body holds the size that was cosigned last, a consistency proof and the checkpoint. The answer is a line to append to it; 409 with another size when the log is mistaken about the first.',
  http: 'POST /witness/add-checkpoint',
  limits: ['witness.add'],
  input: z.strictObject({}),
  output: textOutput,
  refuses: ['malformed_body', 'not_found', 'forbidden', 'proof_refused'],
  writes: true,
  body: 'stream',
  bodyBytesMax,
  otherStatus: { status: 409, when: ({ contentType }) => contentType === sizeType },
  run: async (ctx) => {
    const { oldSize, proof, note } = readSubmission(await bodyText(ctx));
    const said = peekCheckpoint(note);
    if (said === null) throw fail('malformed_body');
    const keys = (ctx.services.env.WITNESS_LOGS ?? '')
      .split(',')
      .flatMap((vkey) => readVerifierKey(vkey) ?? [])
      .filter(({ name }) => name === said.origin);
    if (keys.length === 0) throw fail('not_found');
    const opened = openCheckpoint(note, { origin: said.origin, keys });
    if (typeof opened === 'string') throw fail('forbidden', { detail: opened });
    if (oldSize > opened.size) throw fail('malformed_body');
    const at = ctx.now();
    const seen = await ctx.control.write(async (tx) => {
      const before = await findWitnessedLog(tx, opened.origin);
      const size = before?.size ?? 0;
      const root = before === undefined ? emptyRoot : Buffer.from(before.root).toString('hex');
      if (oldSize !== size || (opened.size === size && before !== undefined && opened.root !== root)) return size;
      if (!consistencyHolds({ size, root }, opened, proof)) throw fail('proof_refused');
      const row = { origin: opened.origin, size: opened.size, root: Buffer.from(opened.root, 'hex'), note };
      await saveWitnessedLog(tx, { ...row, updatedAt: at.toISOString() });
      return null;
    });
    if (seen !== null) return answer(sizeType, `${seen}\n`);
    const { secrets, origin } = ctx.services;
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    // Signed after it is durable: a crash in between leaves a checkpoint that can be cosigned again, and no other.
    return answer('text/plain; charset=utf-8', witnessOf(secrets.masterKey, new URL(origin).host).cosign(text, at));
  },
});

function answer(contentType: string, text: string): TextAnswer {
  return { contentType, text };
}

async function bodyText(ctx: PublicContext): Promise<string> {
  const { body } = ctx.request;
  return body === null ? '' : new Response(body).text();
}
