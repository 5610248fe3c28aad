import sharp from 'sharp';
import { consentDefaults } from '#lib/consent/schema.ts';
import { updateConsentSettings } from '#lib/consent/update-settings.ts';
import { newStorefrontContent, type StorefrontContentOf } from '#lib/storefronts/content.ts';
import { createStorefront } from '#lib/storefronts/create-storefront.ts';
import { publishStorefront } from '#lib/storefronts/publish-storefront.ts';
import { updateStorefront } from '#lib/storefronts/update-storefront.ts';
import { call, type TestOrganization } from '../../support/call.ts';
import { putImage } from '../../support/storefront-images.ts';

/** Services of others, on hosts that nobody has. */
export const fakeServices = [
  fake('video', 'Fake Video', 'functional', ['frames.example', '*.frames.example'], ['_fv']),
  fake('stats', 'Fake Analytics', 'analytics', ['stats.example'], ['_fa', '_fa_*']),
  fake('pixel', 'Fake Pixel', 'marketing', ['pixel.example'], ['_fp']),
];

function fake(
  id: string,
  name: string,
  category: 'functional' | 'analytics' | 'marketing',
  hosts: string[],
  cookies: string[],
) {
  return { id, name, category, hosts, cookies, privacyUrl: `https://${id}.example/privacy` };
}

/** A picture like a poster: rings and a horizon in these colours. */
async function poster(
  width: number,
  height: number,
  [sky, land, sun]: readonly (readonly number[])[],
): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const horizon = height * (0.62 + 0.06 * Math.sin((x / width) * 5) + 0.02 * Math.sin((x / width) * 17));
    const far = Math.hypot(x - width * 0.68, y - height * 0.36) / (height * 0.2);
    const base = y > horizon ? land : far < 1 ? sun : sky;
    const shade = y > horizon ? 1 - ((y - horizon) / height) * 0.9 : 0.78 + 0.3 * (y / height);
    pixels.set(
      (base as readonly number[]).map((part) => Math.min(255, Math.round(part * shade))),
      at * 3,
    );
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** What a business would write. */
export function shopContent(images: readonly string[]): StorefrontContentOf {
  const [hero = null, one = null, two = null, three = null] = images;
  const card = (id: string, title: string, text: string, price: string | null, image: string | null) => ({
    ...{ id, title, text, price, image, imageAlt: image === null ? '' : `${title}, as it hangs in our shop` },
    link: id === 'prints' ? { label: 'See all prints', url: 'https://shop.example/prints' } : null,
  });
  return {
    ...newStorefrontContent('Atelier Nordlicht', 'en'),
    tagline: 'Letterpress prints and hand-bound books, made slowly in a small workshop by the harbour.',
    theme: { brand: '#0f766e', scheme: 'auto', layout: 'wide' },
    hero: { image: hero, alt: 'A low sun over the hills behind the harbour' },
    textMarkup: [
      'We set type by hand, mix our own inks and print on presses that are older than we are. **Every sheet is pulled by a person**, and no two are quite alike.',
      '## How we work',
      'You tell us what you need; we send *two drafts* within a week. Once you have chosen, printing takes ten days.',
      '- Paper from mills that still make it on moulds\n- Inks without mineral oil\n- Repairs for as long as we are here',
      'Come by, or read about [our presses](https://press.example/history).',
    ].join('\n\n'),
    cardsTitle: 'From the workshop',
    cards: [
      card(
        'prints',
        'Harbour prints',
        'Three colours on cotton paper, numbered and signed, in editions of sixty.',
        'from €48',
        one,
      ),
      card(
        'books',
        'Hand-bound notebooks',
        'Sewn on linen tape; they lie flat from the first page to the last.',
        '€29',
        two,
      ),
      card(
        'cards',
        'Wedding stationery',
        'Invitations, menus and place cards in one voice. Drafts are free.',
        'from €4.20 each',
        three,
      ),
      card(
        'class',
        'A day at the press',
        'Saturdays, six people, lunch included. You take home what you printed.',
        '€140',
        null,
      ),
    ],
    embeds: [
      {
        id: 'film',
        kind: 'frame',
        title: 'A film of the press at work',
        service: 'video',
        url: 'https://frames.example/embed/1',
      },
      { id: 'count', kind: 'script', title: 'Visitor statistics', service: 'stats', url: 'https://stats.example/a.js' },
    ],
    contact: {
      shown: true,
      title: 'Write to us',
      intro: 'We answer within two working days.',
      phone: true,
      company: false,
      notify: null,
    },
    details: {
      address: 'Kaistraße 12\n24103 Kiel',
      email: 'hello@nordlicht.example',
      phone: '+49 431 555 0100',
      hours: 'Tuesday to Friday, 10 to 18\nSaturday, 10 to 14',
    },
    imprint: {
      ...newStorefrontContent('', 'en').imprint,
      name: 'Atelier Nordlicht GmbH',
      representative: 'Jane Roe',
      address: 'Kaistraße 12\n24103 Kiel',
      email: 'hello@nordlicht.example',
      vatId: 'DE000000000',
    },
  };
}

/** A shop as a business would publish it, whose visitors are asked about services of others. */
export async function shownShop(
  { owner }: TestOrganization,
  slug: string,
  change: (content: StorefrontContentOf) => StorefrontContentOf = (content) => content,
): Promise<{ readonly id: string; readonly slug: string }> {
  const { id } = await call(createStorefront, owner, { name: 'Atelier Nordlicht', slug, language: 'en' });
  const posters = [
    await poster(1600, 1200, [
      [250, 214, 176],
      [38, 70, 83],
      [233, 110, 80],
    ]),
    await poster(900, 675, [
      [214, 232, 226],
      [15, 118, 110],
      [244, 196, 90],
    ]),
    await poster(900, 675, [
      [240, 226, 214],
      [122, 62, 48],
      [60, 60, 70],
    ]),
    await poster(900, 675, [
      [226, 222, 240],
      [70, 60, 120],
      [250, 220, 200],
    ]),
  ];
  const images: string[] = [];
  for (const bytes of posters) images.push((await putImage(owner, id, bytes)).id);
  await call(updateConsentSettings, owner, { id, settings: { ...consentDefaults, services: fakeServices } });
  await call(updateStorefront, owner, { id, draft: change(shopContent(images)) });
  await call(publishStorefront, owner, { id });
  return { id, slug };
}
