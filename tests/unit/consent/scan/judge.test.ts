import { describe, expect, it } from 'vitest';
import { judge } from '#lib/consent/scan/judge.ts';
import { makeReport, reportBytesMax } from '#lib/consent/scan/make-report.ts';
import { type PhaseSeenOf, type ScanPhase, scanPhases } from '#lib/consent/scan/observation.ts';
import { ScanReport } from '#lib/consent/scan/report.ts';
import { noServices, phaseSeen } from '../../../support/scans.ts';

const policy = noServices.policy;
const service = (id: string, host: string, cookies: string[]) =>
  ({ id, name: `The ${id}`, category: 'analytics', hosts: [host], cookies }) as const;
const stats = service('stats', 'stats.example', ['_st*']);
const rules = { ...noServices, services: [stats] };
const cookie = (name: string, changes: Partial<PhaseSeenOf['cookies'][number]> = {}) => ({
  ...{ name, domain: 'shop.example', thirdParty: false, lifetimeSeconds: 60, httpOnly: false, secure: true },
  ...{ sameSite: 'Lax', ...changes },
});
const host = (name: string, thirdParty = true) => ({
  ...{ host: name, thirdParty, requests: 1, kinds: ['script'], example: `https://${name}/a.js` },
});
const answered = (granted: ('functional' | 'analytics' | 'marketing')[], method: 'accept_all' | 'reject_all') => ({
  ...{ readable: true, policy: policy ?? '', granted, method },
});
const kept = cookie('hf_consent', { lifetimeSeconds: 180 * 86_400 });

/** A page that does everything right, and what is changed of it. */
function site(changes: Partial<Record<ScanPhase, Partial<PhaseSeenOf>>> = {}): PhaseSeenOf[] {
  const usual: Record<ScanPhase, Partial<PhaseSeenOf>> = {
    before: {},
    rejected: { choice: answered([], 'reject_all'), cookies: [kept] },
    accepted: {
      choice: answered(['functional', 'analytics', 'marketing'], 'accept_all'),
      cookies: [kept, cookie('_st1')],
      hosts: [host('stats.example'), host('shop.example', false), host('holdfast.example')],
    },
    withdrawn: { choice: answered([], 'reject_all'), cookies: [kept] },
  };
  return scanPhases.map((phase) => phaseSeen({ phase, ...usual[phase], ...changes[phase] }));
}

const found = (phases: PhaseSeenOf[], held: Parameters<typeof judge>[1] = rules) =>
  judge({ browser: '153', phases }, held).findings.map(({ code, subject, severity, phases: where }) =>
    [severity, code, subject, where.join('+')].filter(Boolean).join(' '),
  );

describe('what is wrong with a page', () => {
  it('is nothing where nothing runs before yes and nothing is left after no', () => {
    expect(found(site())).toEqual([]);
  });

  it('is what loads or stores without consent, in whatever phase', () => {
    const early = { hosts: [host('stats.example')], cookies: [cookie('_st1')] };
    expect(found(site({ before: early, rejected: { ...early, cookies: [kept, cookie('_st1')] } }))).toEqual([
      'violation loads_without_consent The stats before+rejected',
      'violation sets_without_consent The stats before+rejected',
    ]);
  });

  it('knows what the presets know, though the table does not, and suggests it', () => {
    const phases = site({ before: { hosts: [host('www.google-analytics.com')], cookies: [cookie('_ga')] } });
    expect(found(phases)).toEqual([
      'violation loads_without_consent Google Analytics before',
      'violation sets_without_consent Google Analytics before',
      'warning unlisted_host Google Analytics before',
    ]);
    expect(judge({ browser: '', phases }, rules).suggestions).toMatchObject([
      { preset: 'google-analytics', category: 'analytics' },
    ]);
  });

  it('asks about hosts and entries that nobody knows', () => {
    const entry = { area: 'localStorage', host: 'shop.example', thirdParty: false, name: 'who-knows' } as const;
    const phases = site({
      before: { entries: [entry] },
      accepted: { ...site()[2], hosts: [host('stats.example'), host('cdn.example')], cookies: [kept, cookie('odd')] },
    });
    expect(found(phases)).toEqual([
      'warning unlisted_host cdn.example accepted',
      'warning unlisted_entry accepted',
      'warning unknown_entry before',
    ]);
    expect(judge({ browser: '', phases }, rules).suggestions).toEqual([
      { preset: null, name: 'cdn.example', category: null, hosts: ['cdn.example'], cookies: [] },
    ]);
  });

  it('is what stays after consent was withdrawn; what others keep for themselves is told apart', () => {
    const third = cookie('IDE', { domain: '.doubleclick.net', thirdParty: true });
    expect(
      found(site({ withdrawn: { choice: answered([], 'reject_all'), cookies: [kept, cookie('_st1'), third] } })),
    ).toEqual(['violation left_after_withdrawal The stats withdrawn', 'note others_keep Google Ads withdrawn']);
  });

  it('names services of the table that were never seen', () => {
    const two = { ...rules, services: [stats, service('gone', 'gone.example', [])] };
    expect(found(site(), two)).toEqual(['note service_unseen The gone accepted']);
  });

  it.each([
    ['no banner', { before: { banner: null } }, 'violation no_banner before'],
    ['no way to say no', { before: { banner: banner({ reject: null }) } }, 'violation no_reject before'],
    ['a weaker no', { before: { banner: banner({ equal: false }) } }, 'warning weaker_reject before'],
    ['another banner', { before: { banner: banner({ kind: 'other' }) } }, 'note other_banner before'],
    ['no way back', { withdrawn: { acted: false } }, 'violation no_withdrawal withdrawn'],
    ['no memory', { rejected: { choice: null, cookies: [] } }, 'violation choice_not_kept rejected'],
    [
      'a memory from before',
      { before: { choice: answered([], 'reject_all') } },
      'violation choice_before_answer before',
    ],
    [
      'a no taken for yes',
      { rejected: { choice: answered(['analytics'], 'reject_all') } },
      'violation choice_wrong rejected',
    ],
    [
      'a yes taken for less',
      { accepted: { ...site()[2], choice: answered(['analytics'], 'accept_all') } },
      'violation choice_wrong accepted',
    ],
    [
      'too long a memory',
      {
        rejected: {
          choice: answered([], 'reject_all'),
          cookies: [cookie('hf_consent', { lifetimeSeconds: 400 * 86_400 })],
        },
      },
      'warning choice_cookie rejected',
    ],
    [
      'an open cookie',
      { rejected: { choice: answered([], 'reject_all'), cookies: [cookie('hf_consent', { secure: false })] } },
      'warning choice_cookie rejected',
    ],
    ['an error page', { before: { status: 404 } }, 'warning page_error before'],
    ['a page without end', { before: { end: 'time' } }, 'warning cut_short before'],
    ['addresses of ours', { before: { refused: ['10.0.0.1:80'] } }, 'note private_address before'],
    ['windows', { before: { popups: 3 } }, 'note opens_windows before'],
  ] as const)('%s', (_, changes, line) => {
    expect(found(site(changes as Parameters<typeof site>[0]))).toEqual([line]);
  });

  it('is only a note where there is no banner and nothing to ask for', () => {
    const phases = scanPhases.map((phase) => phaseSeen({ phase, banner: null, acted: false }));
    expect(found(phases, noServices)).toEqual(['note no_banner before']);
  });

  it('counts neither the installation nor what keeps robots from forms', () => {
    const hosts = [host('holdfast.example'), host('challenges.cloudflare.com'), host('shop.example', false)];
    expect(found(site({ before: { hosts } }))).toEqual([]);
  });
});

function banner(changes: Partial<NonNullable<PhaseSeenOf['banner']>>) {
  return { ...phaseSeen().banner, ...changes } as NonNullable<PhaseSeenOf['banner']>;
}

describe('the report', () => {
  const scanned = { scan: 'scn_1', storefront: { id: 'stf_1', slug: 'shop' }, url: 'https://shop.example/' };
  const times = { requestedAt: '2026-11-22T10:00:00.000Z', finishedAt: '2026-11-22T10:00:20.000Z' };

  it('is the same text for the same page, and reads as what it was made from', () => {
    const make = () => makeReport({ ...scanned, ...times }, { browser: '153', phases: site() }, { ...rules, ...held });
    expect(make().text).toBe(make().text);
    expect(ScanReport.parse(JSON.parse(make().text))).toEqual(make().report);
  });

  it('stays within its bound, and says how much is missing', () => {
    const many = Array.from({ length: 120 }, (_, n) => host(`${'x'.repeat(60)}${n}.example`));
    const full = many.map((each) => ({
      ...each,
      example: `https://${each.host}/${'p'.repeat(200)}`,
      kinds: ['script'],
    }));
    const cookies = Array.from({ length: 120 }, (_, n) => cookie(`${'c'.repeat(190)}${n}`));
    const phases = site().map((phase) => ({ ...phase, hosts: full, cookies }));
    const { text, report } = makeReport({ ...scanned, ...times }, { browser: '153', phases }, { ...rules, ...held });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(reportBytesMax);
    expect(report.phases[0]?.leftOut).toBeGreaterThan(0);
  });
});

const held = { categories: noServices.categories };
