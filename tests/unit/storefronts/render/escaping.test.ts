import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StorefrontContentOf } from '#lib/storefronts/content.ts';
import { html, htmlText } from '#lib/storefronts/render/html.ts';
import { storefrontIcon } from '#lib/storefronts/render/icon.ts';
import { markup } from '#lib/storefronts/render/markup.ts';
import { renderStorefront } from '#lib/storefronts/render/render-storefront.ts';
import { storefrontPages } from '#lib/storefronts/render/view.ts';
import { viewWith } from './views.ts';

const attacks = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</style><script>alert(1)</script>',
  '</title><svg onload=alert(1)>',
  '--><script>alert(1)</script><!--',
  '{{constructor.constructor("alert(1)")()}}',
  '&lt;script&gt;',
  '\u2028</script>',
  '`onx=`',
  'javascript:alert(1)',
];

/** The tags of a page, whole: what a browser would take for markup. */
function tagsOf(page: string): string[] {
  return [...page.matchAll(/<[a-zA-Z!/](?:"[^"]*"|'[^']*'|[^'">])*>/g)].map(([tag]) => tag);
}

/** The same page with every value of an attribute, and every text, taken out: what is left is ours. */
function skeleton(page: string): string {
  const [head = '', rest = ''] = page.split('<style>');
  const body = rest.slice(rest.indexOf('</style>'));
  return tagsOf(head + body)
    .map((tag) => tag.replace(/"[^"]*"/g, '""'))
    .join('\n');
}

const text = fc.oneof(
  { arbitrary: fc.constantFrom(...attacks), weight: 3 },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 60 }), weight: 1 },
  { arbitrary: fc.tuple(fc.constantFrom(...attacks), fc.string({ maxLength: 8 })).map(([a, b]) => b + a), weight: 1 },
);

const image = 'img_0';

/** A content in which every plain text is this one. */
function filledWith(said: string): Partial<StorefrontContentOf> {
  return {
    name: said,
    tagline: said,
    hero: { image, alt: said },
    cardsTitle: said,
    cards: [
      {
        ...{ id: 'a', title: said, text: said, price: said, image, imageAlt: said },
        link: { label: said, url: 'https://a.example/' },
      },
    ],
    embeds: [{ id: 'e', kind: 'frame', title: said, service: 'video', url: 'https://frames.example/1' }],
    contact: { shown: true, title: said, intro: said, phone: true, company: true, notify: null },
    details: { address: said, email: said, phone: said, hours: said },
    imprint: {
      ...{
        name: said,
        representative: said,
        address: said,
        email: said,
        phone: `1${said}`,
        register: said,
        vatId: said,
      },
      ...{ responsible: said, moreMarkup: '' },
    },
  };
}

function pagesOf(said: string) {
  const services = [
    {
      ...{ id: 'video', name: said, category: 'functional' as const, hosts: ['frames.example'], cookies: [said] },
      privacyUrl: 'https://frames.example/privacy',
    },
  ];
  const view = viewWith(filledWith(said), {
    services,
    images: new Map([[image, { width: 4, height: 3 }]]),
    organization: { name: said, slug: 'acme' },
  });
  return storefrontPages.map((page) => renderStorefront(view, page).text);
}

describe('a page of a storefront', () => {
  // Each text is one line without digits, so that what depends on a text's shape (lines, a number to dial) stays the same.
  const plain = (said: string) => `x${said.replace(/[\s\d+]/g, '')}`;

  it('has the same markup whatever its texts say: no text leaves its place', () => {
    const expected = pagesOf('x').map(skeleton);
    fc.assert(
      fc.property(text, (said) => {
        expect(pagesOf(plain(said)).map(skeleton)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('shows texts as they were typed', () => {
    for (const attack of attacks) {
      const said = htmlText(html`${attack}`).replace(/&(?:\w+|#39);/g, unescaped);
      expect(said).toBe(attack);
    }
  });

  it('takes nothing that was read as JSON for markup', () => {
    const disguised = JSON.parse('{"html":"<b>","source":"<b>","toString":"<b>"}') as string;
    expect(() => htmlText(html`${disguised}`)).not.toThrow(/<b>/);
    expect(htmlText(html`${disguised}`)).not.toContain('<b>');
  });

  it('has a mark that is a picture of one letter and nothing else', () => {
    for (const attack of attacks) {
      const icon = storefrontIcon({ name: attack, theme: { brand: '#112233', scheme: 'auto', layout: 'wide' } });
      expect(tagsOf(icon).map((tag) => tag.split(/[\s>]/)[0])).toEqual(['<svg', '<rect', '<text', '</text', '</svg']);
    }
  });
});

function unescaped(entity: string): string {
  return { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }[entity] ?? entity;
}

describe('markup', () => {
  const allowed =
    /^<\/?(?:p|h[2-6]|ul|ol|li|em|strong|br|a)(?:>| (?:href|start|rel)="[^"<>]*"(?: (?:rel|title)="[^"<>]*"){0,2}>)$/;
  const piece = fc.oneof(
    fc.constantFrom(...attacks),
    fc.constantFrom(
      '# ',
      '###### ',
      '- ',
      '1. ',
      '**',
      '*',
      '_',
      '](',
      '![',
      '[',
      ')',
      '<',
      '>',
      '\n',
      '\n\n',
      '    ',
      '`',
      '```',
      '|',
      '~',
    ),
    fc.constantFrom(
      '[x](javascript:alert(1))',
      '[x](data:text/html,x)',
      '<javascript:alert(1)>',
      '[x]: javascript:x',
      '&#106;avascript:',
      '[x](https://a.example "t")',
      '<mailto:a@b.example>',
      '[x](//evil.example)',
    ),
    fc.string({ maxLength: 12 }),
  );

  it('gives paragraphs, headings, lists, emphasis and links, and no other tag or attribute, whatever is typed', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const tags = tagsOf(htmlText(markup(pieces.join(''))));
        expect(tags.filter((tag) => !allowed.test(tag))).toEqual([]);
        for (const tag of tags.filter((each) => each.startsWith('<a '))) {
          expect(tag).toMatch(/^<a href="(?:https:\/\/|mailto:)[^"]*"/i);
          expect(tag).toContain('rel="nofollow noopener"');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('begins below the heading of the page, and leaves out no step of its outline', () => {
    expect(htmlText(markup('### deep\n\n# top\n\n###### deepest\n\n## next'))).toBe(
      '<h2>deep</h2>\n<h2>top</h2>\n<h3>deepest</h3>\n<h3>next</h3>\n',
    );
  });

  it('shows no picture and no code', () => {
    expect(htmlText(markup('![x](https://a.example/b.png) `a` \n\n> b\n\n---'))).not.toMatch(
      /<(?:img|code|blockquote|hr)/,
    );
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](data:text/html,x)',
    '[x](http://a.example)',
    '[x](//a.example)',
    '[x](/a)',
    '[x](vbscript:x)',
    '[x](https:a)',
    '[x]( javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](&#x6A;avascript:alert(1))',
  ])('makes no link of %s', (typed) => {
    expect(htmlText(markup(typed))).not.toContain('<a ');
  });

  it('stays quick on texts made to be slow', () => {
    for (const slow of [
      '['.repeat(20_000),
      '*a '.repeat(6_000),
      '- '.repeat(10_000),
      '<'.repeat(20_000),
      '_'.repeat(20_000),
    ]) {
      expect(htmlText(markup(slow)).length).toBeGreaterThan(0);
    }
  });
});
