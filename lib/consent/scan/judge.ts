import { Findings } from './findings.ts';
import { bannerFindings } from './judge-banner.ts';
import { entryFindings } from './judge-entries.ts';
import { type PhaseSeenOf, phaseWords, type WalkSeenOf } from './observation.ts';
import { isNecessaryHost, ownerOfHost } from './owners.ts';
import type { ScanFindingOf, ScanSuggestionOf } from './report.ts';
import { type Rules, type SeenByPhase, withoutConsent } from './seen-by-phase.ts';

const suggestionsMax = 40;

/**
 * What is wrong with a site, by what was seen of it: the gravest first. CLAIMS G5. The same seen and the same rules give the
 * same findings, in the same order.
 */
export function judge(
  walk: WalkSeenOf,
  rules: Rules,
): { readonly findings: readonly ScanFindingOf[]; readonly suggestions: readonly ScanSuggestionOf[] } {
  const seen: SeenByPhase = Object.fromEntries(walk.phases.map((each) => [each.phase, each]));
  const findings = new Findings();
  hostFindings(findings, seen, rules);
  entryFindings(findings, seen, rules);
  bannerFindings(findings, seen, rules);
  pageFindings(findings, walk.phases);
  return { findings: findings.sorted(), suggestions: suggestionsFor(seen, rules) };
}

function foreignHosts(phase: PhaseSeenOf, { installationHost }: Rules) {
  return phase.hosts.filter(
    ({ host, thirdParty }) => thirdParty && host !== installationHost && !isNecessaryHost(host),
  );
}

function hostFindings(findings: Findings, seen: SeenByPhase, rules: Rules): void {
  const early = new Set<PhaseSeenOf>(withoutConsent(seen));
  const phases = [...early, ...(seen.accepted?.acted ? [seen.accepted] : [])];
  for (const phase of phases) {
    for (const { host, example } of foreignHosts(phase, rules)) {
      const owner = ownerOfHost(rules.services, host);
      if (early.has(phase) && owner.by !== 'nobody') {
        findings.add('loads_without_consent', owner.name, phase.phase, [example]);
      }
      if (owner.by !== 'table') findings.add('unlisted_host', owner.name, phase.phase, [example]);
    }
  }
  unseenServices(findings, seen, rules);
}

/** A table that names what is not there tells visitors what is not so. */
function unseenServices(findings: Findings, { accepted }: SeenByPhase, { services }: Rules): void {
  if (accepted?.acted !== true || accepted.end !== 'whole') return;
  const met = new Set<string>();
  for (const { host } of accepted.hosts) for (const { id } of ownerOfHost(services, host).services) met.add(id);
  for (const { id, name } of services) if (!met.has(id)) findings.add('service_unseen', name, 'accepted', []);
}

function pageFindings(findings: Findings, phases: readonly PhaseSeenOf[]): void {
  for (const { phase, end, status, refused, popups, dialogs, downloads, leftOut } of phases) {
    if (status !== null && status >= 400) findings.add('page_error', '', phase, [`HTTP ${status}`]);
    const why = cutWords[end];
    if (why !== undefined) findings.add('cut_short', '', phase, [`${phaseWords[phase]}: ${why}`]);
    if (leftOut > 0) findings.add('cut_short', '', phase, [`${phaseWords[phase]}: ${leftOut} more than are listed`]);
    if (refused.length > 0) findings.add('private_address', '', phase, refused);
    const opened = Object.entries({ windows: popups, dialogs, downloads }).filter(([, count]) => count > 0);
    if (opened.length > 0) {
      findings.add('opens_windows', '', phase, [opened.map(([what, count]) => `${what}: ${count}`).join(', ')]);
    }
  }
}

const cutWords: Readonly<Partial<Record<PhaseSeenOf['end'], string>>> = {
  time: 'it took too long',
  bytes: 'it loads too much',
  requests: 'it asks for too much',
  memory: 'it needs too much memory',
  crash: 'the browser broke off',
  unreachable: 'the page did not come',
};

function suggestionsFor(seen: SeenByPhase, rules: Rules): readonly ScanSuggestionOf[] {
  const suggested = new Map<string, ScanSuggestionOf>();
  for (const phase of Object.values(seen)) {
    for (const { host } of foreignHosts(phase, rules)) {
      const owner = ownerOfHost(rules.services, host);
      if (owner.by === 'table') continue;
      const [preset] = owner.services;
      const entry: ScanSuggestionOf =
        preset === undefined
          ? { preset: null, name: host, category: null, hosts: [host], cookies: [] }
          : {
              preset: preset.id,
              name: preset.name,
              category: preset.category,
              hosts: [...preset.hosts],
              cookies: [...preset.cookies],
            };
      suggested.set(preset?.id ?? host, entry);
    }
  }
  return [...suggested.values()].slice(0, suggestionsMax);
}
