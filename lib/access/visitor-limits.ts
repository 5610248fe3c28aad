import type { LimitRow } from './limits.ts';

/** What visitors of storefronts, and looking at storefronts, may spend. */
export const visitorLimits = {
  'consents.banner': {
    by: 'address',
    limit: 600,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'Every page view may ask it, and a whole office may share an address; browsers keep the answer.',
  },
  'consents.record': {
    by: 'address',
    limit: 120,
    windowSeconds: 60,
    onFailure: 'deny',
    reason:
      'A visitor chooses a few times; an office behind one address a few dozen times. Each is a receipt for good.',
  },
  'consents.storefront': {
    by: 'storefront',
    limit: 10_000,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason:
      'A flood from everywhere at once cannot fill a ledger. Beyond it choices hold in their browsers, which tell of them later.',
  },
  'consents.own': {
    by: 'address',
    limit: 30,
    windowSeconds: 60,
    onFailure: 'deny',
    reason: 'One’s own choices are looked at by hand; an id is not found by trying.',
  },
  'consents.export': {
    by: 'organization',
    limit: 30,
    windowSeconds: 600,
    onFailure: 'deny',
    reason: 'An export of proof reads every choice of the period and proves each.',
  },
  'messages.address': {
    by: 'address',
    limit: 20,
    windowSeconds: 600,
    onFailure: 'deny',
    reason: 'A message is written by hand; a shop full of people behind one address writes a few.',
  },
  'messages.email': {
    by: 'address+email',
    limit: 5,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason: 'Nobody writes to the same people six times an hour; each message mails somebody.',
  },
  'messages.storefront': {
    by: 'storefront',
    limit: 300,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason: 'A flood from everywhere at once stops before it fills an organisation’s contacts.',
  },
  'messages.unchecked': {
    by: 'address',
    limit: 5,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason: 'Messages that nobody vouches for are each looked at by a person.',
  },
  'messages.held': {
    by: 'storefront',
    limit: 60,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason: 'People look at what is held: a flood of it must not bury the visitor who has no JavaScript.',
  },
  'messages.mail': {
    by: 'storefront',
    limit: 6,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason: 'Some mails an hour are read; what comes beyond that is told of in one.',
  },
  'messages.mailNamed': {
    by: 'organization',
    limit: 30,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason:
      'An address that a storefront names is nobody’s word for it. However many storefronts name it, nobody floods mailboxes of others through us.',
  },
  'storefrontImages.upload': {
    by: 'organization',
    limit: 60,
    windowSeconds: 600,
    onFailure: 'allow',
    reason: 'Drawing a large picture anew takes a core for seconds, one after the other: nobody keeps others waiting.',
  },
  'consentScans.request': {
    by: 'organization',
    limit: 10,
    windowSeconds: 3_600,
    onFailure: 'deny',
    reason: 'Each scan is a browser that walks through a site for a quarter of a minute to three minutes.',
  },
} as const satisfies Record<string, LimitRow>;
