import { fail } from './errors.ts';
import { type GuardedForm, type guardedForms, unvouchedOf } from './guarded-forms.ts';

/** What the check makes of one sending of a form. */
export type BotVerdict =
  /** The token was good and is spent now, or the check is off. */
  | { readonly outcome: 'passed' }
  /** The token is wrong: made up, too old, used before, of another form or host. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** Nobody vouches for the sender, and nobody speaks against them. */
  | { readonly outcome: 'unavailable'; readonly cause: 'no_token' | 'verifier'; readonly reason: string };

/** A form as it was sent. */
export interface GuardedSending {
  readonly form: GuardedForm;
  readonly token: string | undefined;
  /** The client's address, by the trusted-hops rule. */
  readonly address: string;
  /** Hosts beside our own on which this very form stands, for example a storefront's verified domains. Lower case, no port. */
  readonly alsoHosts?: readonly string[];
}

/** Verifies on the server that a human filled in a form. */
export interface BotCheck {
  /** Null when the check is off (local mode without keys). */
  readonly siteKey: string | null;
  /**
   * Judges a sending; what follows from the verdict is {@link admit}'s to say. After `passed` the token was fresh, made for
   * this form on a host of ours, and is spent: of any number of callers with the same token one gets it. Takes 5 seconds at
   * most, and no time while the verifier is known to be down.
   * @throws `storage_unavailable` when a good token could not be noted as spent.
   */
  verify(sending: GuardedSending): Promise<BotVerdict>;
  state(): BotCheckState;
}

/** How the check does, for whoever runs the installation. It names no visitor. */
export interface BotCheckState {
  /** Verdicts since the process started. */
  readonly counts: Readonly<Record<BotVerdict['outcome'], number>>;
  /** Whether the verifier is being left alone because it did not answer. */
  readonly open: boolean;
  /** What kept the last tokens from being verified; null once one was verified again. */
  readonly trouble: BotCheckTrouble | null;
}

export interface BotCheckTrouble {
  readonly since: Date;
  readonly last: Date;
  /** Whose matter it is: the keys of this installation, or the verifier and the way there. */
  readonly blame: 'installation' | 'verifier';
  readonly reason: string;
}

/** How a form goes on: `admitted`, or as its row says of senders that nobody vouches for. */
export type Admission<Form extends GuardedForm> =
  | 'admitted'
  | Exclude<(typeof guardedForms)[Form]['unvouched'], 'refuse'>;

/**
 * Applies the form's row to a verdict: the one place that does.
 * @throws `bot_check_failed` for a wrong token, and for a missing one where the row says `refuse`;
 * `bot_check_unavailable` where it says so and the verifier did not answer.
 */
export function admit<Form extends GuardedForm>(form: Form, verdict: BotVerdict): Admission<Form> {
  if (verdict.outcome === 'passed') return 'admitted';
  const detail = `${form}: ${verdict.reason}`;
  if (verdict.outcome === 'refused') throw fail('bot_check_failed', { detail });
  const unvouched = unvouchedOf(form);
  if (unvouched !== 'refuse') return unvouched as Admission<Form>;
  if (verdict.cause === 'no_token') throw fail('bot_check_failed', { detail, message: notRun });
  throw fail('bot_check_unavailable', { detail, headers: { 'retry-after': '60' } });
}

const notRun =
  'The check that a person sends this form has not run in your browser. Let it load from challenges.cloudflare.com, then send the form again.';
