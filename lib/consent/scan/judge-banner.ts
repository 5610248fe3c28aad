import { consentCookie } from '../categories.ts';
import type { Findings } from './findings.ts';
import type { PhaseSeenOf } from './observation.ts';
import type { Rules, SeenByPhase } from './seen-by-phase.ts';

const daySeconds = 86_400;
/** Clocks differ, and a scan takes its time. */
const slackSeconds = 600;

/** Whether the visitor is asked, can say no, can take it back, and is remembered as they answered. */
export function bannerFindings(findings: Findings, seen: SeenByPhase, rules: Rules): void {
  const { before, accepted, withdrawn } = seen;
  if (before === undefined || before.end === 'unreachable') return;
  const { banner } = before;
  if (banner === null) {
    // A page that keeps nothing and asks nobody else has nothing to ask for.
    const needsNone = findings.sorted().every(({ code }) => code === 'service_unseen');
    findings.add('no_banner', '', 'before', [], needsNone && rules.services.length === 0 ? 'note' : undefined);
    return;
  }
  if (banner.reject === null) findings.add('no_reject', '', 'before', []);
  else if (banner.accept !== null && !banner.equal) {
    const size = (control: NonNullable<typeof banner.accept>) =>
      `“${control.text}”: ${control.width} × ${control.height}${control.filled ? '' : ', a link'}`;
    findings.add('weaker_reject', '', 'before', [size(banner.accept), size(banner.reject)]);
  }
  if (accepted?.end === 'whole' && !accepted.acted) findings.add('not_accepted', '', 'accepted', []);
  else if (withdrawn?.end === 'whole' && !withdrawn.acted) findings.add('no_withdrawal', '', 'withdrawn', []);
  if (banner.kind === 'other') findings.add('other_banner', '', 'before', []);
  else keptAnswers(findings, seen, rules);
}

function keptAnswers(findings: Findings, seen: SeenByPhase, rules: Rules): void {
  if (seen.before?.choice) findings.add('choice_before_answer', '', 'before', [answerWords(seen.before)]);
  for (const phase of [seen.rejected, seen.accepted, seen.withdrawn]) {
    if (phase?.acted !== true || phase.end !== 'whole') continue;
    const { choice } = phase;
    if (choice === null || !choice.readable) {
      findings.add('choice_not_kept', '', phase.phase, [answerWords(phase)]);
      continue;
    }
    const wanted = phase.phase === 'accepted' ? rules.categories : [];
    const isWanted = wanted.length === choice.granted.length && choice.granted.every((name) => wanted.includes(name));
    if (!isWanted) findings.add('choice_wrong', '', phase.phase, [answerWords(phase)]);
    if (rules.policy !== null && choice.policy !== rules.policy) {
      findings.add('choice_cookie', '', phase.phase, ['It was given to other questions than are asked now']);
    }
    cookieFindings(findings, phase, rules);
  }
}

function cookieFindings(findings: Findings, phase: PhaseSeenOf, { askAgainDays }: Rules): void {
  const cookie = phase.cookies.find(({ name }) => name === consentCookie);
  if (cookie === undefined) return;
  const problems: string[] = [];
  if (phase.url.startsWith('https:') && !cookie.secure) problems.push('It is sent without encryption too (not Secure)');
  if (cookie.sameSite === 'None') problems.push('Other sites have it sent along (SameSite=None)');
  if (cookie.lifetimeSeconds === null) problems.push('It is gone when the browser is closed');
  else if (cookie.lifetimeSeconds > askAgainDays * daySeconds + slackSeconds) {
    problems.push(`It is kept for ${Math.round(cookie.lifetimeSeconds / daySeconds)} days, not ${askAgainDays}`);
  }
  if (problems.length > 0) findings.add('choice_cookie', '', phase.phase, problems);
}

function answerWords({ choice }: PhaseSeenOf): string {
  if (choice === null) return 'nothing is kept';
  if (!choice.readable) return 'what is kept cannot be read';
  return choice.granted.length === 0 ? 'no to everything' : `yes to ${choice.granted.join(', ')}`;
}
