import { describe, expect, it } from 'vitest';
import type { ConsentService } from '#lib/consent/categories.ts';
import { carriedEmbeds, followedCategories } from '#lib/storefronts/render/embeds.ts';
import { renderStorefront } from '#lib/storefronts/render/render-storefront.ts';
import { viewWith } from './views.ts';

const services: readonly ConsentService[] = [
  { id: 'video', name: 'Video', category: 'functional', hosts: ['frames.example', '*.frames.example'], cookies: [] },
  { id: 'stats', name: 'Statistics', category: 'analytics', hosts: ['stats.example'], cookies: [] },
  { id: 'ours', name: 'Us', category: 'analytics', hosts: ['holdfast.example'], cookies: [] },
];
const embed = (kind: 'frame' | 'script', service: string, url: string) => ({
  id: 'a',
  kind,
  title: 'It',
  service,
  url,
});
const carried = (ownDomain: boolean, ...embeds: ReturnType<typeof embed>[]) =>
  carriedEmbeds(viewWith({ embeds }, { services, ownDomain })).map(({ url }) => url);

describe('embeds', () => {
  it('are carried only where visitors are asked about their service and they come from a host of it', () => {
    expect(carried(true, embed('frame', 'video', 'https://frames.example/1'))).toHaveLength(1);
    expect(carried(true, embed('frame', 'video', 'https://www.frames.example/1'))).toHaveLength(1);
    expect(carried(true, embed('frame', 'video', 'https://elsewhere.example/1'))).toEqual([]);
    expect(carried(true, embed('frame', 'video', 'https://stats.example/1'))).toEqual([]);
    expect(carried(true, embed('frame', 'nothing', 'https://frames.example/1'))).toEqual([]);
  });

  it('run programs on a domain of the storefront’s own alone: at our address they would share the console’s origin', () => {
    const program = embed('script', 'stats', 'https://stats.example/a.js');
    expect(carried(true, program)).toHaveLength(1);
    expect(carried(false, program)).toEqual([]);
    const page = (ownDomain: boolean) =>
      renderStorefront(viewWith({ embeds: [program] }, { services, ownDomain }), 'home').text;
    expect(page(false)).not.toContain('stats.example');
    expect(page(true)).toContain(
      '<script type="text/plain" data-category="analytics" data-src="https://stats.example/a.js"',
    );
  });

  it('are never ours', () => {
    expect(carried(true, embed('frame', 'ours', 'https://holdfast.example/acme'))).toEqual([]);
  });

  it('load the page anew when what its policy follows is chosen', () => {
    const follows = (...embeds: ReturnType<typeof embed>[]) =>
      followedCategories(carriedEmbeds(viewWith({ embeds }, { services, ownDomain: true })), services);
    expect(follows()).toEqual([]);
    expect(follows(embed('frame', 'video', 'https://frames.example/1'))).toEqual(['functional']);
    // A program may bring others along.
    expect(follows(embed('script', 'stats', 'https://stats.example/a.js'))).toEqual(['functional', 'analytics']);
  });
});
