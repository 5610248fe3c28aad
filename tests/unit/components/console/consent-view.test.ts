import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime.js';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ConsentView, type ConsentViewProps } from '../../../../components/console/consent/consent-view.tsx';

const none = { accept_all: 0, reject_all: 0, custom: 0, gpc: 0, withdraw: 0 };
const choice: NonNullable<ConsentViewProps['records']>['page']['data'][number] = {
  ...{ id: 'cns_1', visitor: 'v', storefrontId: 'stf_gone', policy: 'a'.repeat(64), choices: { analytics: false } },
  ...{ method: 'reject_all', language: 'en', at: '2026-11-22T10:00:00.000Z', userAgent: null },
  ...{ origin: 'https://shop.example', contactId: null },
};
const still = () => undefined;
const router = {
  bfcacheId: '',
  back: still,
  forward: still,
  refresh: still,
  push: still,
  replace: still,
  prefetch: still,
};
const shown = (data: readonly (typeof choice)[], query: ConsentViewProps['query'] = {}) => {
  const view = createElement(ConsentView, {
    ...{ org: 'acme', storefronts: [], settings: null, query, filter: {}, pageSize: 25, canWrite: true },
    records: { statistics: { total: none, days: [], languages: [] }, page: { data: [...data], nextCursor: null } },
  });
  return renderToStaticMarkup(createElement(AppRouterContext.Provider, { value: router }, view));
};

it('what was chosen on a storefront that is gone is shown, and its proof exported, where no other is left', () => {
  const page = shown([choice]);
  expect(page).toContain('Deleted');
  expect(page).toContain('/api/v1/consents/export');
  expect(page).not.toContain('No storefront yet');
  expect(shown([])).toContain('No storefront yet');
  expect(shown([], { method: 'gpc' })).toContain('No choice matches');
});
