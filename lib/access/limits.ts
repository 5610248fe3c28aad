import { factorLimits } from './factor-limits.ts';
import { visitorLimits } from './visitor-limits.ts';

/**
 * Every rate limit. Sliding windows; the key always carries what `by` names, so that no organisation spends another's
 * budget. CLAIMS L1, L2, K6, P6.
 */
export interface LimitRow {
  /** What is counted apart. `address` counts IPv6 by /64. */
  readonly by: 'organization' | 'key' | 'user' | 'address' | 'address+email' | 'address+token' | 'storefront';
  readonly limit: number;
  readonly windowSeconds: number;
  /** What happens when the limiter cannot answer within its deadline. */
  readonly onFailure: 'deny' | 'allow';
  readonly reason: string;
}

export const limits = {
  'api.general': {
    by: 'organization',
    limit: 1_000,
    windowSeconds: 60,
    onFailure: 'allow',
    reason: 'One organisation may be busy, never so busy that others notice.',
  },
  'api.key': {
    by: 'key',
    limit: 1_000,
    windowSeconds: 60,
    onFailure: 'allow',
    reason: 'Counted after the key is proven, so that a stranger cannot spend it.',
  },
  'api.unauthenticated': {
    by: 'address',
    limit: 60,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'Guessing keys stays slow, also when the limiter is down.',
  },
  'auth.request': {
    by: 'address+email',
    limit: 5,
    windowSeconds: 600,
    onFailure: 'deny',
    reason: 'Nobody floods a mailbox through us.',
  },
  'auth.address': {
    by: 'address',
    limit: 10,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'Sign-in and registration by machine stay slow.',
  },
  'auth.verify': {
    by: 'address',
    limit: 20,
    windowSeconds: 600,
    onFailure: 'deny',
    reason: 'Six digits are guessed in a million tries; twenty in ten minutes are allowed.',
  },
  'auth.pages': {
    by: 'address',
    limit: 120,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'Pages behind links in mail are read by people and mail scanners, not by the thousand.',
  },
  'auth.accept-invite': {
    by: 'address',
    limit: 20,
    windowSeconds: 600,
    onFailure: 'deny',
    reason: 'An invitation token is not guessed.',
  },
  'oauth.token': {
    by: 'address',
    limit: 300,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'A token is not guessed; devices of one network that wait for their person ask every five seconds each.',
  },
  'oauth.device': {
    by: 'address',
    limit: 30,
    windowSeconds: 600,
    onFailure: 'deny',
    reason: 'Anybody may ask for a code; each is a row until somebody types it.',
  },
  'oauth.user-code': {
    by: 'user',
    limit: 20,
    windowSeconds: 600,
    onFailure: 'deny',
    reason: 'Eight letters are guessed in thousands of millions of tries; somebody who mistypes has twenty.',
  },
  'oauth.user-code-address': {
    by: 'address',
    limit: 60,
    windowSeconds: 600,
    onFailure: 'deny',
    reason: 'Many accounts guess no faster than one.',
  },
  'keyLeaks.report': {
    by: 'address',
    limit: 60,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'Reports come from anybody; each is as much work as proving a key.',
  },
  'invites.send': {
    by: 'organization',
    limit: 50,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason: 'An organisation invites its people, not the addresses of a list.',
  },
  'ledger.verify': {
    by: 'organization',
    limit: 6,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'Checking a whole ledger reads every receipt of it.',
  },
  'contract.read': {
    by: 'address',
    limit: 120,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'The contract and its pages are the same for everybody; reading them by the thousand helps nobody.',
  },
  'audit.export': {
    by: 'organization',
    limit: 20,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason: 'An export reads the whole audit log of an organisation.',
  },
  'ledger.export': {
    by: 'organization',
    limit: 30,
    windowSeconds: 600,
    onFailure: 'deny',
    reason: 'An export of a whole ledger reads every receipt of it and sends it away.',
  },
  'persons.search': {
    by: 'organization',
    limit: 60,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'Finding all that there is of a person reads every text of an organisation.',
  },
  'exports.create': {
    by: 'organization',
    limit: 20,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason: 'An export reads everything that the organisation has and stores it once more.',
  },
  'storefrontDomains.verify': {
    by: 'organization',
    limit: 60,
    windowSeconds: 600,
    onFailure: 'deny',
    reason: 'Each asks DNS elsewhere about a host that somebody typed, and waits for the answer.',
  },
  'share.open': {
    by: 'address+token',
    limit: 120,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason: 'Whoever has a link reads what it shows; a program that fetches it all day is stopped.',
  },
  'share.address': {
    by: 'address',
    limit: 300,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'A token is not guessed; trying is a look-up each time.',
  },
  'subjectRequests.address': {
    by: 'address',
    limit: 20,
    windowSeconds: 600,
    onFailure: 'deny',
    reason: 'Asking about one’s data and typing codes is done by hand; each request mails somebody.',
  },
  'subjectRequests.submit': {
    by: 'address+email',
    limit: 5,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason: 'Nobody floods a mailbox through the form.',
  },
  'subjectRequests.unchecked': {
    by: 'address',
    limit: 3,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason: 'A right is exercised without JavaScript too, and while the check for bots is down, but by hand.',
  },
  'subjectRequests.answer': {
    by: 'organization',
    limit: 100,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason: 'Each of them mails somebody, some with words of the sender’s: an organisation answers people, no list.',
  },
  'subjectRequests.page': {
    by: 'address',
    limit: 120,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'The form is the same for everybody; trying names of organisations by the thousand helps nobody.',
  },
  'erasureCertificates.read': {
    by: 'address',
    limit: 120,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'A page follows an erasure by asking every other second; a number is not found by trying.',
  },
  'archives.upload': {
    by: 'organization',
    limit: 6,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'An archive is gigabytes to store and to check; an organisation takes in one.',
  },
  'alerts.test': {
    by: 'organization',
    limit: 10,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'A test calls an address outside at once; nobody lets us hammer at one.',
  },
  ...visitorLimits,
  ...factorLimits,
  'witness.add': {
    by: 'address',
    limit: 120,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'Each checkpoint that is handed in is a signature to check; logs sign one a minute.',
  },
  'csp.report': {
    by: 'address',
    limit: 60,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'Browsers report without being asked; each report is a line in the log.',
  },
  'account.general': {
    by: 'user',
    limit: 600,
    windowSeconds: 60,
    onFailure: 'allow',
    reason: 'Switching organisations and looking over one’s sessions is done by hand.',
  },
  'organizations.create': {
    by: 'user',
    limit: 60,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason: 'Each organisation has a database and keys of its own; nobody founds them by the hundred.',
  },
  'console.general': {
    by: 'organization',
    limit: 3_000,
    windowSeconds: 60,
    onFailure: 'allow',
    reason: 'A console left open by a whole team stays usable; a script gone wild does not.',
  },
} as const satisfies Record<string, LimitRow>;

export type LimitName = keyof typeof limits;

/** What an attempt that passed was counted as. Opaque: for {@link Limiter.refund} alone. */
export interface LimitSlot {
  readonly store: string;
  readonly instant: string;
}

/** What the limiter says of one attempt. */
export interface LimitVerdict {
  readonly name: LimitName;
  readonly allowed: boolean;
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Seconds until one more attempt would pass; 0 when one would pass now. */
  readonly retryAfterSeconds: number;
  /** What {@link Limiter.refund} gives back; null when nothing was counted. */
  readonly slot: LimitSlot | null;
}

/** What became of the attempts under one limit since the process started. */
export interface LimitCounts {
  readonly allowed: number;
  readonly refused: number;
  /** Decided without the shared store: denied, or counted in memory and so among the two others as well. */
  readonly withoutStore: number;
}

/** How the limiter does, for whoever runs the installation. It names no caller. */
export interface LimiterState {
  readonly store: 'memory' | 'redis' | 'upstash';
  /** Open: the shared store has failed and is asked once a second. */
  readonly circuit: {
    readonly state: 'closed' | 'open';
    readonly failures: number;
    readonly lastFailure: { readonly at: Date; readonly reason: string } | null;
  };
  readonly deadlineMs: number;
  readonly counts: Readonly<Record<LimitName, LimitCounts>>;
}

/** Counts one attempt and says whether it passes. Exactly `limit` of N parallel attempts pass. */
export interface Limiter {
  /**
   * @param key what `by` names, for example `org_…`; the implementation adds the limit's name.
   * @throws `limiter_unavailable` for rows that deny on failure, when the store did not answer within its deadline.
   */
  take(name: LimitName, key: string): Promise<LimitVerdict>;

  /**
   * Gives back what `taken`, the verdict of a `take` of the same name and key, was counted as: afterwards the budget is
   * as though that attempt had not been made. Of attempts that are not given back never more than `limit` pass in a
   * window. Does nothing for an attempt that was refused, has left the window or was given back already.
   *
   * Never throws: while the store is down the attempt stays counted.
   */
  refund(name: LimitName, key: string, taken: Pick<LimitVerdict, 'slot'>): Promise<void>;

  /**
   * Afterwards nothing is counted under these ids of organisations, keys or people, in whatever store. Attempts that are made
   * meanwhile count anew.
   * @throws when the shared store does not answer.
   */
  forget(keys: readonly string[]): Promise<void>;

  state(): LimiterState;
}
