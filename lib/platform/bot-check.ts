interface GuardedFormRow {
  /**
   * What becomes of a form that nobody vouches for: the verifier cannot be reached, or no token came along because the page
   * runs without JavaScript. A token that is wrong is always refused.
   */
  readonly unchecked: 'refuse' | 'pass';
  readonly reason: string;
}

/** The forms that prove a human sits in front of them. Each has its Turnstile action of the same name. CLAIMS E3. */
export const guardedForms = {
  login: { unchecked: 'refuse', reason: 'A door that opens while its guard is away is no door.' },
  register: { unchecked: 'refuse', reason: 'Accounts by the thousand are harder to undo than to refuse.' },
  contact: { unchecked: 'refuse', reason: 'Not offered yet.' },
  payment: { unchecked: 'refuse', reason: 'Stolen cards are tried by machine.' },
  request: {
    unchecked: 'pass',
    reason:
      'A right under law must not hang on another company’s service or on JavaScript; a mailed code and smaller limits stand behind it.',
  },
} as const satisfies Record<string, GuardedFormRow>;

export type GuardedForm = keyof typeof guardedForms;

/** Verifies on the server that a human filled in a form. */
export interface BotCheck {
  /** Null when the check is off (local mode without keys). */
  readonly siteKey: string | null;
  /**
   * Afterwards (true) the token was fresh, meant for this form and this host, and is spent. True at once when the check is off.
   * @returns false when nobody could vouch for the sender and the form's row lets such through.
   * @throws `bot_check_failed` for a stale, foreign or spent token, and, unless the row says otherwise, for a missing one and
   * when the verifier cannot be reached.
   */
  verify(form: GuardedForm, token: string | undefined, address: string): Promise<boolean>;
}
