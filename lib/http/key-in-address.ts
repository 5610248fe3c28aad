import { execute } from '../access/execute.ts';
import type { AnswerEffects } from '../access/request.ts';
import { keysWithin } from '../api-keys/key-format.ts';
import { noteExposedKeys } from '../api-keys/note-exposure.ts';
import { fail } from '../platform/errors.ts';
import { startTimeFloor } from '../platform/time-floor.ts';
import type { Runtime } from '../runtime.ts';
import type { ApiRequest, Peer } from './api-message.ts';
import { limited } from './limited.ts';

/** Looked into of one address; one of them is what anybody has a reason to send. */
const keysMax = 3;

/** Whether something stands in the address, path or query, that looks like an API key. */
export function namesKey(target: string): boolean {
  return keysWithin(unescaped(target)).length > 0;
}

/**
 * Refuses a request in whose address, path or query, something stands that looks like an API key. Addresses end up in
 * logs, histories and referrers: a key in one is as good as published. It counts as an attempt of the address that sent
 * it, and whether it is a key shows neither in the answer nor in its time; its organisation hears of it. CLAIMS K9.
 *
 * @throws `invalid_input`; `rate_limited` or `limiter_unavailable` as an attempt to prove a key does.
 */
export async function refuseKeyInAddress(
  rt: Runtime,
  request: ApiRequest,
  peer: Peer,
  answering: { readonly requestId: string; readonly effects: AnswerEffects },
): Promise<void> {
  const tokens = keysWithin(unescaped(request.target)).slice(0, keysMax);
  if (tokens.length === 0) return;
  const { requestId, effects } = answering;
  const userAgent = request.header('user-agent');
  const meta = { requestId, door: peer.door, address: peer.address, userAgent, cookies: new Map(), body: null };
  const floor = startTimeFloor();
  try {
    const attempt = await rt.attempts.enter(peer.address);
    const asking = { meta, effects, route: `${request.method} with a key in the address` };
    if (!attempt.admitted) throw await limited(rt, attempt.verdict, peer.address, asking);
    await attempt.end(false);
    effects.noteLimit(attempt.verdict);
    await execute(noteExposedKeys, {
      principal: { kind: 'anonymous' },
      input: { tokens },
      request: meta,
      answer: effects,
    });
  } finally {
    await floor.nextStep();
  }
  throw fail('invalid_input', {
    message:
      'An API key stands in the address. Send it in the Authorization header; revoke this one, addresses are not secret.',
    detail: 'an API key in the address',
  });
}

/** Twice, as some programs escape what is escaped. A key is ASCII: what is escaped beyond that needs no reading. */
function unescaped(target: string): string {
  const once = (text: string) =>
    text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return target.includes('%') ? once(once(target)) : target;
}
