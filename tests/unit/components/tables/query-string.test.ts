import { describe, expect, it } from 'vitest';
import { pageLinks } from '../../../../components/tables/page-trail.ts';
import { type PageQuery, queryValue, withQuery } from '../../../../components/tables/query-string.ts';

/** The query of an address, as Next hands it to a page. */
function queryOf(href: string): PageQuery {
  const params = new URL(href, 'http://localhost').searchParams;
  return Object.fromEntries([...new Set(params.keys())].map((name) => [name, params.get(name) ?? undefined]));
}

describe('a change of the address', () => {
  it('keeps what it does not name', () => {
    expect(withQuery('/contacts', { q: 'ada', tag: ['west', 'new'] }, { sort: '-name' })).toBe(
      '/contacts?q=ada&tag=west&tag=new&sort=-name',
    );
  });

  it('of filter, search or order goes back to the first page', () => {
    const query = { q: 'ada', cursor: 'c3', trail: '-~c2' };
    expect(withQuery('/contacts', query, { sort: 'name' })).toBe('/contacts?q=ada&sort=name');
    expect(withQuery('/contacts', query, { q: null })).toBe('/contacts');
  });

  it('cannot smuggle a second parameter', () => {
    expect(queryOf(withQuery('/contacts', {}, { q: 'a&sort=-name#x' }))).toEqual({ q: 'a&sort=-name#x' });
  });

  it('reads an empty value as none, and the first of many', () => {
    expect(queryValue({ q: '' }, 'q')).toBeUndefined();
    expect(queryValue({ q: ['a', 'b'] }, 'q')).toBe('a');
  });
});

describe('the pages of a list', () => {
  const path = '/contacts';

  it('lead forward to the end and back to the start by the same addresses', () => {
    const cursors = ['c2', 'c3', 'c4', null];
    const hrefs = [`${path}?q=ada`];
    for (const next of cursors) {
      const { nextHref } = pageLinks(path, queryOf(hrefs.at(-1)!), next);
      if (nextHref) hrefs.push(nextHref);
    }
    expect(hrefs.map((href) => queryOf(href).cursor)).toEqual([undefined, 'c2', 'c3', 'c4']);
    for (let page = hrefs.length - 1; page > 0; page--) {
      const links = pageLinks(path, queryOf(hrefs[page]!), null);
      expect(links.pagesBefore).toBe(page);
      expect(queryOf(links.previousHref!)).toEqual(queryOf(hrefs[page - 1]!));
    }
    expect(pageLinks(path, queryOf(hrefs[0]!), null)).toEqual({ previousHref: null, nextHref: null, pagesBefore: 0 });
  });

  it('lead back to the start from a cursor without a trail', () => {
    expect(pageLinks(path, { cursor: 'c9' }, null).previousHref).toBe(path);
  });
});
