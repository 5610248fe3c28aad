import type { BannerTexts, ConsentCategory, ConsentLanguage } from '#lib/consent/categories.ts';
import type { TextOverridesOf } from '#lib/consent/settings-fields.ts';
import { bannerTexts } from '#lib/consent/texts/texts.ts';
import type { Settings } from './consent-types.ts';

type Line = Exclude<keyof BannerTexts, 'categories'>;

/** A text of the banner, by where it stands: `title`, or `categories.analytics.text`. */
export type TextPath = Line | `categories.${ConsentCategory}.${'title' | 'text'}`;

export interface TextField {
  readonly path: TextPath;
  readonly label: string;
  /** Several lines. */
  readonly long?: true;
  readonly hint?: string;
}

export interface TextGroup {
  readonly title: string;
  readonly fields: readonly TextField[];
}

/** Every text that the banner has, as its form lists them: by where visitors meet them. */
export const textGroups: readonly TextGroup[] = [
  {
    title: 'First layer',
    fields: [
      { path: 'title', label: 'Title' },
      { path: 'body', label: 'What is asked', long: true },
      { path: 'acceptAll', label: 'Yes to all' },
      { path: 'rejectAll', label: 'No to all' },
      { path: 'choose', label: 'To the second layer' },
      { path: 'close', label: 'Close, which means no' },
    ],
  },
  {
    title: 'Second layer',
    fields: [
      { path: 'settingsTitle', label: 'Title of the second layer' },
      { path: 'settingsBody', label: 'Explanation', long: true },
      { path: 'alwaysOn', label: 'Beside what is necessary' },
      { path: 'services', label: 'Above the services of a purpose' },
      { path: 'save', label: 'Save' },
    ],
  },
  {
    title: 'Purposes',
    fields: (['necessary', 'functional', 'analytics', 'marketing'] as const).flatMap((name): TextField[] => [
      { path: `categories.${name}.title`, label: `Name of ${name}` },
      { path: `categories.${name}.text`, label: `What ${name} means`, long: true },
    ]),
  },
  {
    title: 'Afterwards, and elsewhere on the page',
    fields: [
      { path: 'reopen', label: 'The button that stays' },
      { path: 'withdraw', label: 'Withdraw' },
      { path: 'yourConsent', label: 'Link to the visitor’s own page' },
      { path: 'privacy', label: 'Link to the privacy policy' },
      { path: 'imprint', label: 'Link to the imprint' },
      { path: 'gpc', label: 'Where the browser has said no', long: true },
      { path: 'blocked', label: 'In place of a frame', long: true, hint: 'Has to name {service} and {category}.' },
      { path: 'allow', label: 'The button in place of a frame' },
    ],
  },
];

/** What the banner says there unless an organisation says otherwise. */
export function usualText(language: ConsentLanguage, path: TextPath): string {
  const texts = bannerTexts[language];
  const purpose = purposeOf(path);
  return purpose === null ? texts[path as Line] : texts.categories[purpose.category][purpose.part];
}

/** An organisation's own words there; empty where it has none. */
export function ownText(texts: Settings['texts'], language: ConsentLanguage, path: TextPath): string {
  const own = texts[language];
  const purpose = purposeOf(path);
  const text = purpose === null ? own?.[path as Line] : own?.categories?.[purpose.category]?.[purpose.part];
  return text ?? '';
}

/** The texts with other words there; empty words bring the usual ones back. */
export function withText(
  texts: Settings['texts'],
  language: ConsentLanguage,
  path: TextPath,
  words: string,
): Settings['texts'] {
  const own: TextOverridesOf = texts[language] ?? {};
  const said = words === '' ? undefined : words;
  const purpose = purposeOf(path);
  const next =
    purpose === null
      ? withMember(own, path, said)
      : withMember(
          own,
          'categories',
          withMember(
            own.categories ?? {},
            purpose.category,
            withMember(own.categories?.[purpose.category] ?? {}, purpose.part, said),
          ),
        );
  return (withMember(texts, language, next) ?? {}) as Settings['texts'];
}

/** How many texts of a language an organisation says in its own words. */
export function ownCount(texts: Settings['texts'], language: ConsentLanguage, fields: readonly TextField[]): number {
  return fields.filter(({ path }) => ownText(texts, language, path) !== '').length;
}

function purposeOf(path: TextPath): { readonly category: ConsentCategory; readonly part: 'title' | 'text' } | null {
  const [first, category, part] = path.split('.');
  if (first !== 'categories') return null;
  return { category: category as ConsentCategory, part: part as 'title' | 'text' };
}

/** With another member, or without it; undefined when nothing is left. */
function withMember(from: object, name: string, value: unknown): object | undefined {
  const rest = Object.entries(from).filter(([each, kept]) => each !== name && kept !== undefined);
  const all = value === undefined ? rest : [...rest, [name, value] as const];
  return all.length === 0 ? undefined : Object.fromEntries(all);
}
