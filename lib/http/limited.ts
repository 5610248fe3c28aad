import { limitHeaders } from '../access/limit-headers.ts';
import type { LimitVerdict } from '../access/limits.ts';
import { noteLimitHit } from '../access/outcomes.ts';
import type { Principal } from '../access/principal.ts';
import type { AnswerEffects, RequestMeta } from '../access/request.ts';
import { fail, type HoldfastError } from '../platform/errors.ts';
import type { Runtime } from '../runtime.ts';

/** One request at the API's door. */
export interface Asking {
  readonly meta: RequestMeta;
  readonly effects: AnswerEffects;
  /** Method and path pattern. */
  readonly route: string;
}

/**
 * What an attempt that a limit of the door stopped is told. It is noted once a window: a flood of guesses is no flood of
 * writes.
 * @param key what the limit counts by.
 */
export async function limited(
  rt: Runtime,
  verdict: LimitVerdict,
  key: string,
  { meta, effects, route }: Asking,
  principal: Principal = { kind: 'anonymous' },
): Promise<HoldfastError> {
  effects.noteLimit(verdict);
  const call = { principal, request: meta, operation: route, now: () => rt.clock.now() };
  await noteLimitHit(rt.audit, verdict, key, call);
  return fail('rate_limited', { headers: limitHeaders(verdict), detail: verdict.name });
}
