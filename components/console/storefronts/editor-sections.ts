/** The parts of the editor, in their order. */
export const editorSections = [
  'text',
  'look',
  'cards',
  'images',
  'embeds',
  'contact',
  'details',
  'legal',
  'address',
] as const;

export type EditorSection = (typeof editorSections)[number];

export const sectionTitles: Readonly<Record<EditorSection, string>> = {
  text: 'Text',
  look: 'Look',
  cards: 'Cards',
  images: 'Images',
  embeds: 'Embeds',
  contact: 'Contact form',
  details: 'Details',
  legal: 'Legal pages',
  address: 'Address',
};

const sectionOfMember: Readonly<Record<string, EditorSection>> = {
  theme: 'look',
  hero: 'look',
  cards: 'cards',
  cardsTitle: 'cards',
  images: 'images',
  embeds: 'embeds',
  contact: 'contact',
  details: 'details',
  privacyMarkup: 'legal',
  imprint: 'legal',
  slug: 'address',
};

/** Where a member of the content is edited. `path` is one such as `cards.0.title`. */
export function sectionOf(path: string): EditorSection {
  return sectionOfMember[path.split('.')[0] ?? ''] ?? 'text';
}

export function isEditorSection(value: string): value is EditorSection {
  return (editorSections as readonly string[]).includes(value);
}

/** A page of the storefront. */
export type PreviewPage = 'home' | 'privacy' | 'imprint';

/** Where the preview shows a section: the page of the storefront, and the part of it. */
export function previewOf(section: EditorSection): { readonly page: PreviewPage; readonly anchor: string } {
  if (section === 'legal') return { page: 'privacy', anchor: 'top' };
  if (section === 'cards' || section === 'contact' || section === 'details') return { page: 'home', anchor: section };
  return { page: 'home', anchor: 'top' };
}
