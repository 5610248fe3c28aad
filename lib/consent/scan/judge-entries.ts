import { consentCookie } from '../categories.ts';
import type { Findings } from './findings.ts';
import type { PhaseSeenOf } from './observation.ts';
import { type Owner, ownerOfName } from './owners.ts';
import { type Rules, type SeenByPhase, withoutConsent } from './seen-by-phase.ts';

/** A cookie or an entry of a store, whichever it is. */
interface Kept {
  readonly key: string;
  readonly owner: Owner;
  readonly thirdParty: boolean;
  readonly words: string;
}

/** What a site keeps in the visitor's browser. ePrivacy directive, article 5(3): it makes no difference how. */
export function entryFindings(findings: Findings, seen: SeenByPhase, rules: Rules): void {
  const early = new Set<string>();
  for (const phase of withoutConsent(seen)) {
    for (const kept of keptIn(phase, rules)) {
      if (phase.phase === 'before') early.add(kept.key);
      if (phase.phase === 'withdrawn' && !early.has(kept.key)) left(findings, kept);
      else stored(findings, kept, phase);
    }
  }
  if (seen.accepted?.acted !== true) return;
  for (const kept of keptIn(seen.accepted, rules)) {
    if (kept.owner.by === 'table' || early.has(kept.key)) continue;
    findings.add('unlisted_entry', '', 'accepted', [kept.words]);
  }
}

function stored(findings: Findings, { owner, thirdParty, words }: Kept, { phase }: PhaseSeenOf): void {
  if (owner.by !== 'nobody' || thirdParty) findings.add('sets_without_consent', owner.name, phase, [words]);
  else findings.add('unknown_entry', '', phase, [words]);
}

/** It was not there before consent, and is still there after it has ended. */
function left(findings: Findings, { owner, thirdParty, words }: Kept): void {
  if (thirdParty) findings.add('others_keep', owner.name, 'withdrawn', [words]);
  else if (owner.by !== 'nobody') findings.add('left_after_withdrawal', owner.name, 'withdrawn', [words]);
  else findings.add('unknown_entry', '', 'withdrawn', [words]);
}

const areaWords = { localStorage: 'local storage', sessionStorage: 'session storage', indexedDB: 'database' } as const;

function keptIn({ cookies, entries }: PhaseSeenOf, { services, installationHost }: Rules): readonly Kept[] {
  return [
    ...cookies
      .filter(({ name, domain, thirdParty }) => name !== consentCookie && !(thirdParty && domain === installationHost))
      .map(({ name, domain, thirdParty }) => ({
        key: `cookie ${domain} ${name}`,
        owner: ownerOfName(services, name, thirdParty ? domain : null),
        thirdParty,
        words: `cookie ${name} (${domain})`,
      })),
    ...entries.map(({ area, host, name, thirdParty }) => ({
      key: `${area} ${host} ${name}`,
      owner: ownerOfName(services, name, thirdParty ? host : null),
      thirdParty,
      words: `${areaWords[area]} ${name} (${host})`,
    })),
  ];
}
