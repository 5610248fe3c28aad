/** The forms that prove a human sits in front of them. Each has its Turnstile action of the same name. CLAIMS E3. */
export type GuardedForm = 'login' | 'register' | 'contact' | 'payment';

/** Verifies on the server that a human filled in a form. */
export interface BotCheck {
  /** Null when the check is off (local mode without keys). */
  readonly siteKey: string | null;
  /**
   * Afterwards the token was fresh, meant for this form and this host, and is spent. Passes at once when the check is off.
   * @throws `bot_check_failed` for a missing, stale, foreign or spent token, and when the verifier cannot be reached.
   */
  verify(form: GuardedForm, token: string | undefined, address: string): Promise<void>;
}
