import type { FactorKind } from '../../access/principal.ts';
import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';
import type { BaseContext } from '../../tenancy/context.ts';
import { countAttempt } from './count-attempt.ts';
import { findPasskey, findTotp, notePasskeyUse, type PasskeyRow, takeTotpStep } from './factor-store.ts';
import { assertionOf } from './passkey-response.ts';
import { plainRecoveryCode, takeRecoveryCode } from './recovery-codes.ts';
import { verifyAssertion } from './relying-party.ts';
import { openTotpSecret, plainTotpCode, totpStepOf } from './totp.ts';

/** One of the three; the schema sees to it. */
export interface FactorAnswer {
  readonly code?: string | undefined;
  readonly recoveryCode?: string | undefined;
  /** What the browser handed over, as JSON. */
  readonly passkey?: string | undefined;
}

/** Why an answer counts for nothing. For the audit log: every one of them gets the same answer. */
export type FactorRefusal =
  | 'no_such_factor'
  | 'malformed'
  | 'wrong_code'
  | 'code_used'
  | 'bad_assertion'
  | 'counter_went_back'
  | 'used_meanwhile';

export type FactorProof =
  | {
      readonly ok: true;
      readonly kind: FactorKind;
      /** Uses the factor up, inside the write that goes by it. Null when it counted; else why it did not. */
      take(tx: SqlWriter): Promise<FactorRefusal | null>;
      /** Gives a counted attempt back. */
      passed(): Promise<void>;
    }
  | { readonly ok: false; readonly refusal: FactorRefusal; readonly passkey?: PasskeyRow };

type Proving = Pick<BaseContext, 'principal' | 'request' | 'services' | 'now'> & { readonly control: SqlReader };

interface Asked {
  readonly operation: string;
  readonly userId: string;
  readonly answer: FactorAnswer;
  /** What a passkey had to sign. */
  readonly challenge: string;
}

/**
 * Checks an answer for one person's factor. Nothing has been used up afterwards: the caller's write does that, so that of two
 * that come at once one counts.
 *
 * @throws `rate_limited` when codes of the account were tried too often from there.
 */
export async function proveFactor(ctx: Proving, asked: Asked): Promise<FactorProof> {
  const { answer } = asked;
  if (answer.passkey !== undefined) return provePasskey(ctx, asked, answer.passkey);
  const attempt = await countAttempt(ctx, asked.operation, asked.userId);
  const { userId } = asked;
  const at = ctx.now().toISOString();
  if (answer.recoveryCode !== undefined) {
    const plain = plainRecoveryCode(answer.recoveryCode);
    if (plain === null) return { ok: false, refusal: 'malformed' };
    const take = async (tx: SqlWriter) => ((await takeRecoveryCode(tx, userId, plain, at)) ? null : 'wrong_code');
    return { ok: true, kind: 'recovery', take, passed: attempt.refund };
  }
  const code = plainTotpCode(answer.code ?? '');
  if (code === null) return { ok: false, refusal: 'malformed' };
  const row = await findTotp(ctx.control, userId);
  if (!row || row.confirmedAt === null) return { ok: false, refusal: 'no_such_factor' };
  const step = totpStepOf(openTotpSecret(ctx.services.secrets, userId, row.sealedSecret), code, ctx.now());
  if (step === null) return { ok: false, refusal: 'wrong_code' };
  const take = async (tx: SqlWriter) => ((await takeTotpStep(tx, userId, step)) ? null : 'code_used');
  return { ok: true, kind: 'totp', take, passed: attempt.refund };
}

async function provePasskey(ctx: Proving, asked: Asked, text: string): Promise<FactorProof> {
  const answer = assertionOf(text);
  if (answer === null) return { ok: false, refusal: 'malformed' };
  const passkey = await findPasskey(ctx.control, Buffer.from(answer.id, 'base64url'));
  if (!passkey || passkey.userId !== asked.userId) return { ok: false, refusal: 'no_such_factor' };
  const verdict = await verifyAssertion(ctx.services.origin, answer, passkey, asked.challenge);
  if (!verdict.ok) return { ...verdict, passkey };
  const { counter, backedUp } = verdict;
  const used = { counter, backedUp, at: ctx.now().toISOString() };
  return {
    ok: true,
    kind: 'passkey',
    take: async (tx) => ((await notePasskeyUse(tx, passkey, used)) ? null : 'used_meanwhile'),
    passed: async () => undefined,
  };
}
