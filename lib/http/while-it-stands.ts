import type { Operation } from '../access/operation.ts';
import type { Principal } from '../access/principal.ts';
import { stillStandsNow } from '../access/still-stands.ts';
import type { Runtime } from '../runtime.ts';
import type { ApiAnswer } from './api-message.ts';

/** How long an answer that is being streamed may go on after its session has ended. */
const checkEverySeconds = 5;

/**
 * The answer, broken off when what let its caller in does not hold any more: a long download outlives the session that
 * asked for it by seconds. What was sent until then is short of what `Content-Length` says, or lacks its last chunk, so that
 * nobody takes it for the whole.
 */
export function whileItStands(rt: Runtime, op: Operation, principal: Principal, answer: ApiAnswer): ApiAnswer {
  const { body } = answer;
  if (!(body instanceof ReadableStream) || (principal.kind !== 'user' && principal.kind !== 'client')) return answer;
  const permission = op.scope === 'tenant' ? op.permission : null;
  const reader = body.getReader();
  let askedMs = rt.clock.now().getTime();
  const stream = new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const nowMs = rt.clock.now().getTime();
          if (Math.abs(nowMs - askedMs) >= checkEverySeconds * 1000) {
            await stillStandsNow(rt, principal, permission);
            askedMs = nowMs;
          }
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          await reader.cancel(error).catch(() => undefined);
          throw error;
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
  return { ...answer, body: stream };
}
