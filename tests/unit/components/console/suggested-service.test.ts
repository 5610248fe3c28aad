import { expect, it } from 'vitest';
import { askedCategories } from '#lib/consent/categories.ts';
import { suggestedService } from '../../../../components/console/consent/suggested-service.ts';

const from = (query: string, services: Parameters<typeof suggestedService>[1] = []) =>
  suggestedService(new URLSearchParams(query), services, askedCategories);

it('fills in a preset, or a host that nobody knows, and nothing else', () => {
  expect(from('preset=hotjar')).toMatchObject({ id: 'hotjar', name: 'Hotjar' });
  const cdn = { id: 'cdn-example', name: 'cdn.example', category: 'functional', hosts: ['cdn.example'], cookies: [] };
  expect(from('host=CDN.example')).toEqual(cdn);
  for (const nothing of ['', 'preset=none', 'host=', 'host=localhost', 'host=%3Cscript%3E', 'host=10.0.0.1']) {
    expect(from(nothing), nothing).toBeNull();
  }
});

it('leaves alone what is in the table already', () => {
  const hotjar = from('preset=hotjar');
  const cdn = from('host=cdn.example');
  if (hotjar === null || cdn === null) throw new Error('nothing is suggested');
  expect(from('preset=hotjar', [hotjar])).toBeNull();
  expect(from('host=cdn.example', [cdn])).toBeNull();
});
