import type { StorefrontContentOf } from '#lib/storefronts/content.ts';
import { sameContent } from './content-problems.ts';
import { type EditorSection, sectionOf } from './editor-sections.ts';

/** One thing in which two contents of a storefront differ. */
export interface ContentChange {
  /** Unlike that of every other change between the same two. */
  readonly id: string;
  readonly section: EditorSection;
  /** For example "Tagline" or "Card “Oak table”". */
  readonly what: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** What it was and is, where that is short enough to be read in a line. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** Members that are compared as they are, by their path. */
const plainMembers: readonly (readonly [path: string, what: string])[] = [
  ['name', 'Name'],
  ['tagline', 'Tagline'],
  ['language', 'Language'],
  ['textMarkup', 'Text'],
  ['theme.brand', 'Brand colour'],
  ['theme.scheme', 'Light or dark'],
  ['theme.layout', 'Width'],
  ['hero.image', 'Hero image'],
  ['hero.alt', 'Text for the hero image'],
  ['cardsTitle', 'Heading above the cards'],
  ['contact.shown', 'Contact form'],
  ['contact.title', 'Heading of the contact form'],
  ['contact.intro', 'Text above the contact form'],
  ['contact.phone', 'Telephone in the contact form'],
  ['contact.company', 'Company in the contact form'],
  ['contact.notify', 'Who is told of messages'],
  ['details.address', 'Address'],
  ['details.email', 'E-mail address'],
  ['details.phone', 'Telephone'],
  ['details.hours', 'Opening hours'],
  ['privacyMarkup', 'Privacy text'],
  ['imprint.name', 'Imprint: name'],
  ['imprint.representative', 'Imprint: representative'],
  ['imprint.address', 'Imprint: address'],
  ['imprint.email', 'Imprint: e-mail address'],
  ['imprint.phone', 'Imprint: telephone'],
  ['imprint.register', 'Imprint: register'],
  ['imprint.vatId', 'Imprint: VAT id'],
  ['imprint.responsible', 'Imprint: responsible for the content'],
  ['imprint.moreMarkup', 'Imprint: more text'],
];

/** In what `after` differs from `before`, in the order of the editor's sections. */
export function contentChanges(before: StorefrontContentOf, after: StorefrontContentOf): readonly ContentChange[] {
  return [
    ...plainMembers.flatMap(([path, what]) => plainChange(path, what, memberAt(before, path), memberAt(after, path))),
    ...listChanges('cards', 'Card', before.cards, after.cards),
    ...listChanges('embeds', 'Embed', before.embeds, after.embeds),
  ];
}

function memberAt(content: StorefrontContentOf, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], content);
}

function plainChange(path: string, what: string, before: unknown, after: unknown): readonly ContentChange[] {
  if (before === after) return [];
  const section = sectionOf(path);
  if (typeof before === 'boolean') {
    return [{ id: path, section, what, kind: 'changed', before: onOff(before), after: onOff(after) }];
  }
  // Ids of images say nothing to a reader.
  const shown = path === 'hero.image' ? {} : { before: shortText(before), after: shortText(after) };
  const kind = isEmpty(before) ? 'added' : isEmpty(after) ? 'removed' : 'changed';
  return [{ id: path, section, what, kind, ...shown }];
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '';
}

function onOff(value: unknown): string {
  return value === true ? 'on' : 'off';
}

const shortCharsMax = 60;

/** The text when it fits in a line. */
function shortText(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  return value.length <= shortCharsMax && !value.includes('\n') ? value : undefined;
}

interface Listed {
  readonly id: string;
  readonly title: string;
}

function listChanges<Item extends Listed>(
  section: EditorSection,
  noun: string,
  before: readonly Item[],
  after: readonly Item[],
): readonly ContentChange[] {
  const named = ({ title }: Item) => `${noun} “${title}”`;
  const was = new Map(before.map((item) => [item.id, item]));
  const is = new Map(after.map((item) => [item.id, item]));
  const changes: ContentChange[] = [];
  for (const item of after) {
    const old = was.get(item.id);
    if (old === undefined) changes.push({ id: item.id, section, what: named(item), kind: 'added' });
    else if (!sameContent(old, item)) changes.push({ id: item.id, section, what: named(item), kind: 'changed' });
  }
  for (const item of before) {
    if (!is.has(item.id)) changes.push({ id: item.id, section, what: named(item), kind: 'removed' });
  }
  const orderBefore = before.flatMap(({ id }) => (is.has(id) ? [id] : []));
  const orderAfter = after.flatMap(({ id }) => (was.has(id) ? [id] : []));
  if (!sameContent(orderBefore, orderAfter)) {
    changes.push({ id: `${section}.order`, section, what: `Order of the ${noun.toLowerCase()}s`, kind: 'moved' });
  }
  return changes;
}
