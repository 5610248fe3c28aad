/**
 * What becomes of a form whose sender nobody vouches for: the verifier does not answer, or no token came along because the
 * page runs without JavaScript or the check was blocked.
 *
 * - `refuse`: nothing is done, and the person hears why.
 * - `limit`: it is taken, in smaller number.
 * - `queue`: it is kept aside until somebody has looked at it.
 *
 * A token that is wrong is always refused.
 */
export type Unvouched = 'refuse' | 'limit' | 'queue';

interface GuardedFormRow {
  readonly unvouched: Unvouched;
  readonly reason: string;
}

/** The forms that prove a human sits in front of them. Each has its Turnstile action of the same name. CLAIMS E3. */
export const guardedForms = {
  login: { unvouched: 'refuse', reason: 'A door that opens while its guard is away is no door.' },
  register: { unvouched: 'refuse', reason: 'Accounts by the thousand are harder to undo than to refuse.' },
  contact: {
    unvouched: 'queue',
    reason:
      'A visitor’s message must not be lost, and must not reach the organisation’s contacts as if it were checked.',
  },
  request: {
    unvouched: 'limit',
    reason:
      'A right under law must not hang on another company’s service or on JavaScript; a mailed code and smaller limits stand behind it.',
  },
} as const satisfies Record<string, GuardedFormRow>;

export type GuardedForm = keyof typeof guardedForms;

export function unvouchedOf(form: GuardedForm): Unvouched {
  return guardedForms[form].unvouched;
}
