import type { z } from 'zod';
import type { ConsentRow } from './consent-store.ts';
import type { ConsentEntry, OwnConsent } from './schema.ts';

/** A choice as the organisation sees it. */
export function presentConsent(row: ConsentRow): z.output<typeof ConsentEntry> {
  const { consentId, onceKey: _once, choices, ...rest } = row;
  // The digest's beginning tells browsers apart; nothing is opened by it.
  return { ...rest, visitor: consentId.slice(0, 16), choices: JSON.parse(choices) };
}

/** A choice as its visitor sees it. */
export function presentOwnConsent(row: ConsentRow): z.output<typeof OwnConsent> {
  const { id, policy, choices, method, language, at, userAgent, origin, contactId } = row;
  return {
    ...{ id, policy, choices: JSON.parse(choices), method, language, at, userAgent, origin },
    linked: contactId !== null,
  };
}
