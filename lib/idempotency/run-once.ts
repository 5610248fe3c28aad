import { equalBytes } from '../platform/crypto/digest.ts';
import { fail } from '../platform/errors.ts';
import { runtime } from '../runtime.ts';
import type { TenantContext } from '../tenancy/context.ts';
import type { Bookkeeping } from '../tenancy/open-context.ts';
import { watchWrites } from '../tenancy/watch-writes.ts';
import { Attempt } from './attempt.ts';
import { requestFingerprint } from './fingerprint.ts';
import { findRecord, type IdempotencyId, type IdempotencyRow } from './store.ts';

interface Once<Output> {
  readonly operation: string;
  /** The request's `Idempotency-Key`. */
  readonly key: string;
  /** The input as it was sent: what the key is bound to. */
  readonly input: unknown;
  readonly ctx: TenantContext;
  readonly bookkeeping: Bookkeeping;
  run(ctx: TenantContext): Promise<Output>;
}

/** The requests with a key that run right now in this process, which alone has the data folder: key to fingerprint. */
export type RunningRequests = Map<string, Uint8Array>;

/**
 * Runs a request under its `Idempotency-Key`, or answers what the first one with that key was answered. The key belongs
 * to its sender (key or person) in its organisation for 24 hours, and to this operation with this very input.
 *
 * An operation that answers by `ctx.writeAnswer` happens exactly once, whatever crashes: the answer is committed with the
 * change. Any other is claimed in a write of its own before its first one: after a crash in between nobody can tell
 * whether it happened, and that is what the caller is told. A request that was refused leaves nothing and may be tried
 * again.
 *
 * @throws `idempotency_running` while the first one runs, `idempotency_mismatch` when it asked for something else,
 * `idempotency_outcome_unknown`, and what `run` throws.
 */
export async function runOnce<Output>(once: Once<Output>): Promise<Output> {
  const { running } = runtime();
  const { ctx, key } = once;
  const fingerprint = requestFingerprint(once.operation, once.input);
  // Neither ids nor keys hold a space.
  const place = `${ctx.org.id} ${ctx.actor} ${key}`;
  const earlier = running.get(place);
  if (earlier !== undefined) {
    if (!equalBytes(earlier, fingerprint)) throw fail('idempotency_mismatch');
    throw fail('idempotency_running', { headers: { 'Retry-After': '1' } });
  }
  running.set(place, fingerprint);
  try {
    return await answerOrRun(once, fingerprint);
  } finally {
    running.delete(place);
  }
}

async function answerOrRun<Output>(once: Once<Output>, fingerprint: Uint8Array): Promise<Output> {
  const { ctx } = once;
  const id: IdempotencyId = { actor: ctx.actor, key: once.key };
  const found = await findRecord(ctx.db, id, ctx.now());
  if (found) return replay(once, found, fingerprint);
  const attempt = new Attempt({ ...once, id, fingerprint });
  let output: Output;
  try {
    output = await once.run(watchWrites(ctx, attempt));
  } catch (error) {
    // Somebody else's record stood there when ours was to be written, which rolled our change back.
    const first = attempt.lost ? await findRecord(ctx.db, id, ctx.now()) : undefined;
    if (first) return replay(once, first, fingerprint);
    await attempt.refused(error);
    throw error;
  }
  await attempt.ended(output);
  return output;
}

function replay<Output>(once: Once<Output>, found: IdempotencyRow, fingerprint: Uint8Array): Output {
  if (!equalBytes(found.fingerprint, fingerprint)) throw fail('idempotency_mismatch');
  // It runs nowhere: the process that claimed it has ended, or did not live to see what became of it.
  if (found.state === 'running') throw fail('idempotency_outcome_unknown');
  once.ctx.answer.noteReplay?.();
  return (found.output === null ? null : JSON.parse(found.output)) as Output;
}
