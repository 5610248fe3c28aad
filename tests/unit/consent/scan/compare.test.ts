import { expect, it } from 'vitest';
import { compareReports } from '#lib/consent/scan/compare.ts';
import { makeReport } from '#lib/consent/scan/make-report.ts';
import type { PhaseSeenOf } from '#lib/consent/scan/observation.ts';
import { noServices, phaseSeen } from '../../../support/scans.ts';

const at = '2026-11-22T10:00:00.000Z';
const scanned = { scan: 'scn_1', storefront: { id: 'stf_1', slug: 'shop' }, requestedAt: at, finishedAt: at };

const reportOf = (changes: Partial<PhaseSeenOf>) =>
  makeReport({ ...scanned, url: 'https://shop.example/' }, { browser: '153', phases: [phaseSeen(changes)] }, noServices)
    .report;

const host = (name: string) => ({
  ...{ host: name, thirdParty: true, requests: 1, kinds: ['script'], example: `https://${name}/` },
});
const own = { ...host('shop.example'), thirdParty: false };

it('tells what is new and what is gone, by finding and by what was seen, and nothing of what stayed', () => {
  const before = reportOf({ hosts: [host('www.google-analytics.com'), host('cdn.example'), own] });
  const now = reportOf({ hosts: [host('cdn.example'), host('connect.facebook.net'), own] });
  const changes = compareReports(now, before);
  expect(changes.newFindings.map(({ code, subject }) => `${code} ${subject}`)).toEqual([
    ...['loads_without_consent Meta Pixel', 'unlisted_host Meta Pixel'],
  ]);
  expect(changes.goneFindings.map(({ code, subject }) => `${code} ${subject}`)).toEqual([
    ...['loads_without_consent Google Analytics', 'unlisted_host Google Analytics'],
  ]);
  expect(changes.appeared).toEqual(['connect.facebook.net']);
  expect(changes.disappeared).toEqual(['www.google-analytics.com']);
});

it('finds nothing between two scans of the same', () => {
  const none = { newFindings: [], goneFindings: [], appeared: [], disappeared: [] };
  expect(
    compareReports(reportOf({ hosts: [host('cdn.example')] }), reportOf({ hosts: [host('cdn.example')] })),
  ).toEqual(none);
});
