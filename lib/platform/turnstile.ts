import { z } from 'zod';
import { type BotCheck, type GuardedForm, guardedForms } from './bot-check.ts';
import { type Clock, isoAfter } from './clock.ts';
import { sha256 } from './crypto/digest.ts';
import type { SqlWriter } from './db/types.ts';
import type { Environment } from './env.ts';
import { fail } from './errors.ts';
import type { Log } from './log.ts';

interface TurnstileOptions {
  readonly env: Pick<
    Environment,
    'HOLDFAST_ENV' | 'TURNSTILE_SITE_KEY' | 'TURNSTILE_SECRET_KEY' | 'TURNSTILE_VERIFY_URL'
  >;
  /** The public origin: tokens made on any other host are refused. */
  readonly origin: string;
  readonly control: { write<T>(body: (tx: SqlWriter) => Promise<T>): Promise<T> };
  readonly clock: Clock;
  readonly log: Log;
}

/** Turnstile tokens are longer than this never (Cloudflare, server-side validation). */
const tokenCharsMax = 2_048;
/** Tokens live 300 s; we remember a spent one for twice that. */
const tokenLifeSeconds = 300;
const deadlineMs = 5_000;

const Verdict = z.object({
  success: z.boolean(),
  hostname: z.string().nullish(),
  action: z.string().nullish(),
  challenge_ts: z.string().nullish(),
  'error-codes': z.array(z.string()).optional(),
});

/**
 * Cloudflare Turnstile, verified on the server. Off only in local mode without keys; everywhere else a form without a
 * good token is refused, and what happens while the verifier does not answer within 5 s is said by the form's row. CLAIMS E3.
 *
 * @throws `unsafe_configuration` when one of the keys is missing, or both are in production.
 */
export function createBotCheck(options: TurnstileOptions): BotCheck {
  const { TURNSTILE_SITE_KEY: siteKey, TURNSTILE_SECRET_KEY: secretKey, HOLDFAST_ENV } = options.env;
  if (siteKey === undefined && secretKey === undefined && HOLDFAST_ENV === 'local') {
    return { siteKey: null, verify: async () => true };
  }
  if (siteKey === undefined || secretKey === undefined) {
    throw fail('unsafe_configuration', { detail: 'TURNSTILE_SITE_KEY and TURNSTILE_SECRET_KEY belong together' });
  }
  const hostname = new URL(options.origin).hostname;
  return {
    siteKey,
    async verify(form, token, address) {
      const passes = guardedForms[form].unchecked === 'pass';
      if (!token && passes) return false;
      if (!token || token.length > tokenCharsMax) throw refused(form, 'missing token');
      const verdict = await ask(options, secretKey, token, address).catch((cause: unknown) => {
        options.log.error({ err: cause, form }, 'the bot check could not be verified');
        if (passes) return null;
        throw refused(form, 'verifier unreachable');
      });
      if (verdict === null) return false;
      if (!verdict.success) throw refused(form, (verdict['error-codes'] ?? []).join(' ') || 'not a human');
      if (verdict.hostname !== hostname) throw refused(form, 'token of another host');
      if (verdict.action !== form) throw refused(form, 'token of another form');
      if (!isFresh(verdict.challenge_ts, options.clock.now())) throw refused(form, 'stale token');
      if (!(await spend(options, token))) throw refused(form, 'spent token');
      return true;
    },
  };
}

function refused(form: GuardedForm, detail: string) {
  return fail('bot_check_failed', { detail: `${form}: ${detail}` });
}

async function ask(
  { env }: TurnstileOptions,
  secret: string,
  response: string,
  address: string,
): Promise<z.output<typeof Verdict>> {
  const answer = await fetch(env.TURNSTILE_VERIFY_URL, {
    method: 'POST',
    body: new URLSearchParams({ secret, response, remoteip: address }),
    redirect: 'error',
    signal: AbortSignal.timeout(deadlineMs),
  });
  return Verdict.parse(await answer.json());
}

/** A minute of grace for clocks that differ. */
function isFresh(challengedAt: string | null | undefined, now: Date): boolean {
  const ageMs = now.getTime() - Date.parse(challengedAt ?? '');
  return ageMs >= -60_000 && ageMs <= (tokenLifeSeconds + 60) * 1000;
}

/** Of any number of callers with the same token, one gets true. Only tokens that were good are remembered. */
async function spend({ control, clock }: TurnstileOptions, token: string): Promise<boolean> {
  const now = clock.now();
  return control.write(async (tx) => {
    await tx.run('DELETE FROM SpentToken WHERE expiresAt < ?', [now.toISOString()]);
    const { changes } = await tx.run(
      'INSERT INTO SpentToken (hash, purpose, expiresAt) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING',
      [sha256(token), 'turnstile', isoAfter(now, 2 * tokenLifeSeconds + 120)],
    );
    return changes === 1;
  });
}
