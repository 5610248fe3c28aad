import { z } from 'zod';
import { CommandFailure } from '../failure.ts';
import { type FormAnswer, NoAnswerNow, postForm } from './authorization-server.ts';
import type { SignInAsking } from './browser-sign-in.ts';
import { type Tokens, tokensOf } from './tokens.ts';

const Started = z.object({
  device_code: z.string().min(1),
  user_code: z.string().regex(/^[A-Z0-9-]{4,20}$/),
  verification_uri: z.string(),
  expires_in: z.number().positive().max(3_600),
  // Five where nothing is said (RFC 8628, section 3.2).
  interval: z.number().positive().max(60).default(5),
});

/** By how much longer to wait once the installation says so (RFC 8628, section 3.5). */
const slowerSeconds = 5;

/**
 * Signs a person in who has a browser elsewhere: they type a code there that stands here (RFC 8628).
 * @throws `CommandFailure` when they do not allow it, or nobody does in time.
 */
export async function signInByDevice(asking: SignInAsking): Promise<Tokens> {
  const { server, send, scopes } = asking;
  const answer = await postForm(send, server.deviceEndpoint, scopes === undefined ? {} : { scope: scopes.join(' ') });
  if (!answer.ok) throw new CommandFailure(`The installation gives no code: ${answer.description || answer.error}.`);
  const started = Started.safeParse(answer.body);
  if (!started.success || !isOf(server.issuer, started.data.verification_uri)) {
    throw new CommandFailure('The installation gave no code that can be used.');
  }
  const { device_code: deviceCode, user_code: userCode, verification_uri: page, expires_in: seconds } = started.data;
  asking.tell(`On any device, go to\n\n  ${page}\n\nand type the code\n\n  ${userCode}\n\n`);
  let { interval } = started.data;
  for (let waited = 0; waited < seconds; waited += interval) {
    await asking.wait(interval);
    const polled = await postForm(send, server.tokenEndpoint, {
      ...{ grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: deviceCode },
    }).catch(slowDownWithoutAnswer);
    if (polled.ok) return tokensOf(polled, asking.now());
    if (polled.error === 'slow_down') interval += slowerSeconds;
    else if (polled.error === 'access_denied') throw new CommandFailure('It was not allowed.');
    else if (polled.error === 'expired_token') break;
    else if (polled.error !== 'authorization_pending') {
      throw new CommandFailure(`The installation gave no tokens: ${polled.description || polled.error}.`);
    }
  }
  throw new CommandFailure('Nobody typed the code in time. Try again.');
}

/** An installation that starts again meanwhile is asked on, more slowly (RFC 8628, section 3.5). */
function slowDownWithoutAnswer(error: unknown): FormAnswer {
  if (!(error instanceof NoAnswerNow)) throw error;
  return { ok: false, error: 'slow_down', description: '' };
}

function isOf(origin: string, url: string): boolean {
  return URL.canParse(url) && new URL(url).origin === origin;
}
