import { randomUUID } from 'node:crypto';
import type { BotCheck, BotCheckTrouble, BotVerdict, GuardedSending } from './bot-check.ts';
import { type Clock, isoAfter } from './clock.ts';
import { sha256 } from './crypto/digest.ts';
import type { SqlWriter } from './db/types.ts';
import type { Environment } from './env.ts';
import { fail } from './errors.ts';
import { createCircuit } from './limits/circuit.ts';
import type { Log } from './log.ts';
import { askSiteverify, type SiteverifyAnswer } from './siteverify.ts';
import { keyPairProblems, testKeyBehaviour } from './turnstile-keys.ts';

export interface TurnstileOptions {
  readonly env: Pick<
    Environment,
    'HOLDFAST_ENV' | 'TURNSTILE_SITE_KEY' | 'TURNSTILE_SECRET_KEY' | 'TURNSTILE_VERIFY_URL'
  >;
  /** The public origin: tokens made on any other host are refused. */
  readonly origin: string;
  readonly control: { write<T>(body: (tx: SqlWriter) => Promise<T>): Promise<T> };
  readonly clock: Clock;
  /** Milliseconds of a clock that never goes back. */
  readonly nowMs: () => number;
  readonly log: Log;
  readonly deadlineMs?: number;
}

/** Tokens are visible ASCII and never longer (Cloudflare, server-side validation). */
const tokenForm = /^[\x21-\x7e]{1,2048}$/;
/** Tokens live 300 s; we remember a spent one for twice that. */
const tokenLifeSeconds = 300;
/** For the whole answer, a second attempt included. */
export const verifyDeadlineMs = 5_000;
/** After so many visitors in a row who got no answer, nobody waits for one… */
export const lostToOpen = 3;
/** …but one visitor each half minute. */
export const verifierRestMs = 30_000;
/** Who reads the log hears of lasting trouble so often. */
const tellMs = 300_000;

/**
 * Cloudflare Turnstile, verified on the server. Off only in local mode without keys. CLAIMS E3.
 *
 * With one of Cloudflare's test secrets (local mode only) host, form, age and single use are not looked at: all its tokens
 * are the same one.
 *
 * @throws `unsafe_configuration` when one of the keys is missing, both are in production, or a key is for tests there.
 */
export function createBotCheck(options: TurnstileOptions): BotCheck {
  const { TURNSTILE_SITE_KEY: siteKey, TURNSTILE_SECRET_KEY: secretKey, HOLDFAST_ENV } = options.env;
  refuseKeys(options.env);
  if (siteKey === undefined || secretKey === undefined) return noBotCheck;
  const testing = HOLDFAST_ENV === 'local' && testKeyBehaviour(secretKey) !== undefined;
  const ask = createAsker(options, secretKey);
  const counts = { passed: 0, refused: 0, unavailable: 0 };

  const judge = async (sending: GuardedSending): Promise<BotVerdict> => {
    const { form, token } = sending;
    if (!token) return { outcome: 'unavailable', cause: 'no_token', reason: 'no token' };
    if (!tokenForm.test(token)) return refused('no token of the verifier’s form');
    const answer = await ask.about(token, sending.address);
    if (answer.kind === 'unknown') return { outcome: 'unavailable', cause: 'verifier', reason: answer.reason };
    if (answer.kind === 'wrong') return refused(answer.reason);
    if (testing) return { outcome: 'passed' };
    if (!hostsOf(options, sending).has(answer.hostname.toLowerCase())) return refused('token of another host');
    if (answer.action !== form) return refused('token of another form');
    if (!isFresh(answer.challengedAt, options.clock.now())) return refused('stale token');
    return (await spend(options, token)) ? { outcome: 'passed' } : refused('spent token');
  };

  return {
    siteKey,
    async verify(sending) {
      const verdict = await judge(sending);
      counts[verdict.outcome] += 1;
      return verdict;
    },
    state: () => ({ counts: { ...counts }, open: ask.isOpen(), trouble: ask.trouble() }),
  };
}

const noBotCheck: BotCheck = {
  siteKey: null,
  verify: async () => ({ outcome: 'passed' }),
  state: () => ({ counts: { passed: 0, refused: 0, unavailable: 0 }, open: false, trouble: null }),
};

function refused(reason: string): BotVerdict {
  return { outcome: 'refused', reason };
}

function refuseKeys(env: TurnstileOptions['env']): void {
  const problems = [...keyPairProblems(env)];
  if (env.HOLDFAST_ENV === 'production') {
    for (const path of ['TURNSTILE_SITE_KEY', 'TURNSTILE_SECRET_KEY'] as const) {
      const value = env[path];
      if (value === undefined) problems.push({ path, message: 'is not set' });
      else if (testKeyBehaviour(value)) problems.push({ path, message: "is one of Cloudflare's test keys" });
    }
  }
  if (problems.length === 0) return;
  const detail = problems.map(({ path, message }) => `${path} ${message}`).join('; ');
  throw fail('unsafe_configuration', { problems, detail });
}

function hostsOf({ origin }: TurnstileOptions, { alsoHosts = [] }: GuardedSending): ReadonlySet<string> {
  return new Set([new URL(origin).hostname, ...alsoHosts]);
}

interface Asker {
  about(token: string, address: string): Promise<SiteverifyAnswer>;
  isOpen(): boolean;
  trouble(): BotCheckTrouble | null;
}

/** Asks within the deadline, leaves a verifier alone that does not answer, and tells of it once in a while. */
function createAsker(options: TurnstileOptions, secret: string): Asker {
  const { env, clock, nowMs, log, deadlineMs = verifyDeadlineMs } = options;
  const circuit = createCircuit(nowMs, () => clock.now(), verifierRestMs, lostToOpen);
  let trouble: BotCheckTrouble | null = null;
  let toldMs = Number.NEGATIVE_INFINITY;

  const noteTrouble = ({ blame, reason, cause }: SiteverifyAnswer & { kind: 'unknown' }) => {
    const last = clock.now();
    trouble = { since: trouble?.since ?? last, last, blame, reason };
    if (nowMs() - toldMs < tellMs) return;
    toldMs = nowMs();
    log.error({ reason, blame, err: cause }, 'the bot check could not be verified');
  };

  return {
    async about(token, address) {
      if (!circuit.admits()) return leftAlone;
      const signal = AbortSignal.timeout(deadlineMs);
      const question = { url: env.TURNSTILE_VERIFY_URL, secret, token, address, signal, idempotencyKey: randomUUID() };
      let answer = await askSiteverify(question);
      // A connection that was kept may have been closed at the other end, and a failure there may be over.
      if (answer.kind === 'unknown' && answer.again && !signal.aborted) answer = await askSiteverify(question);
      if (answer.kind === 'unknown' && answer.lost) circuit.failed(answer.reason);
      else circuit.succeeded();
      if (answer.kind === 'unknown') noteTrouble(answer);
      else trouble = null;
      return answer;
    },
    isOpen: () => circuit.state().state === 'open',
    trouble: () => trouble,
  };
}

const leftAlone = {
  ...{ kind: 'unknown', blame: 'verifier', reason: 'verifier left alone', lost: true, again: false },
} as const satisfies SiteverifyAnswer;

/** A minute of grace for clocks that differ. */
function isFresh(challengedAt: string, now: Date): boolean {
  const ageMs = now.getTime() - Date.parse(challengedAt);
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
