import { describe, expect, it } from 'vitest';
import { consentFilterOf, isFiltered, proofHref } from '../../../../components/console/consent/consent-filter.ts';
import { shareWords } from '../../../../components/console/consent/consent-words.ts';
import { embedPolicy, embedTag } from '../../../../components/console/consent/embed-tag.ts';

const storefronts = [{ id: 'stf_1' }];

describe('filters of choices in the address', () => {
  it('are taken as the list takes them, days included on both ends', () => {
    const query = { storefront: 'stf_1', method: 'gpc', language: 'de', from: '2026-01-01', to: '2026-01-31' };
    expect(consentFilterOf(query, storefronts)).toEqual({
      ...{ storefront: 'stf_1', method: 'gpc', language: 'de' },
      ...{ from: '2026-01-01T00:00:00.000Z', until: '2026-02-01T00:00:00.000Z' },
    });
    expect(isFiltered(query)).toBe(true);
    expect(isFiltered({ storefront: 'stf_1' })).toBe(false);
  });

  it('that mean nothing here count as absent', () => {
    const query = { storefront: 'stf_gone', method: 'maybe', language: 'xx', from: 'yesterday' };
    expect(Object.values(consentFilterOf(query, storefronts)).filter((value) => value !== undefined)).toEqual([]);
  });

  it('narrow the proof by storefront and period, and by nothing else', () => {
    expect(proofHref({ storefront: 'stf_1', method: 'gpc', from: '2026-01-01T00:00:00.000Z' })).toBe(
      '/api/v1/consents/export?storefront=stf_1&from=2026-01-01T00%3A00%3A00.000Z',
    );
    expect(proofHref({})).toBe('/api/v1/consents/export');
  });
});

it('the tag for other sites is one that the browser waits for', () => {
  const tag = embedTag('https://holdfast.example/consent.js', 'shop');
  expect(tag).toBe('<script src="https://holdfast.example/consent.js" data-storefront="shop"></script>');
  expect(tag).not.toMatch(/async|defer/);
  expect(embedPolicy('https://holdfast.example/consent.js')).toBe(
    'script-src https://holdfast.example; connect-src https://holdfast.example',
  );
});

it.each([
  [0, 0, '–'],
  [1, 3, '33 %'],
  [1, 1000, '< 1 %'],
  [999, 1000, '> 99 %'],
  [5, 5, '100 %'],
])('%i of %i is %s', (part, all, words) => expect(shareWords(part, all)).toBe(words));
