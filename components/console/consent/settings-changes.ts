import type { ConsentService } from '#lib/consent/categories.ts';
import type { Settings } from './consent-types.ts';
import { categoryWords, languageWords, positionWords, schemeWords } from './consent-words.ts';

/** What would change for visitors if a draft were published: one sentence each, in the order of the form. */
export interface SettingsChange {
  readonly what: string;
  /** Whether it is part of what visitors agree to, so that they are asked again. */
  readonly asked: boolean;
}

export function settingsChanges(draft: Settings, published: Settings | null): readonly SettingsChange[] {
  if (published === null) return [];
  const asked = (what: string): SettingsChange => ({ what, asked: true });
  const shown = (what: string): SettingsChange => ({ what, asked: false });
  const title = (name: Settings['categories'][number]) => categoryWords[name].title;
  const { theme } = draft;
  return [
    ...added(draft.categories, published.categories).map((name) => asked(`Asks for ${title(name)}`)),
    ...added(published.categories, draft.categories).map((name) => asked(`Asks for ${title(name)} no more`)),
    ...serviceChanges(draft.services, published.services).map(asked),
    ...added(draft.languages, published.languages).map((name) => asked(`Offers ${languageWords(name)}`)),
    ...added(published.languages, draft.languages).map((name) => asked(`Offers ${languageWords(name)} no more`)),
    ...draft.languages
      .filter((name) => published.languages.includes(name) && !same(draft.texts[name], published.texts[name]))
      .map((name) => asked(`Other words in ${languageWords(name)}`)),
    ...(theme.brand === published.theme.brand ? [] : [shown(`Brand colour ${theme.brand}`)]),
    ...(theme.position === published.theme.position ? [] : [shown(`Banner: ${lower(positionWords[theme.position])}`)]),
    ...(theme.scheme === published.theme.scheme ? [] : [shown(`Light or dark: ${lower(schemeWords[theme.scheme])}`)]),
    ...(same(sorted(draft.gpc), sorted(published.gpc)) ? [] : [asked(gpcWords(draft))]),
    ...(draft.consentMode === published.consentMode
      ? []
      : [shown(draft.consentMode ? 'Speaks Google Consent Mode' : 'Leaves Google Consent Mode alone')]),
    ...(draft.askAgainDays === published.askAgainDays
      ? []
      : [shown(`Asks again after ${draft.askAgainDays} ${draft.askAgainDays === 1 ? 'day' : 'days'}`)]),
    ...(draft.privacyUrl === published.privacyUrl ? [] : [asked('Another link to the privacy policy')]),
    ...(draft.imprintUrl === published.imprintUrl ? [] : [asked('Another link to the imprint')]),
  ];
}

function serviceChanges(draft: readonly ConsentService[], published: readonly ConsentService[]): readonly string[] {
  const before = new Map(published.map((service) => [service.id, service]));
  const after = new Set(draft.map(({ id }) => id));
  const changes = draft.flatMap((service) => {
    const old = before.get(service.id);
    if (old === undefined) return [`Adds ${service.name}`];
    return same(service, old) ? [] : [`Changes ${service.name}`];
  });
  const gone = published.filter(({ id }) => !after.has(id)).map(({ name }) => `Removes ${name}`);
  if (changes.length > 0 || gone.length > 0) return [...changes, ...gone];
  return same(
    draft.map(({ id }) => id),
    published.map(({ id }) => id),
  )
    ? []
    : ['Lists the services in another order'];
}

function gpcWords({ gpc }: Settings): string {
  if (gpc.length === 0) return 'Heeds Global Privacy Control no more';
  return `Global Privacy Control is a no to ${gpc.map((name) => categoryWords[name].title).join(', ')}`;
}

function added<Name>(now: readonly Name[], before: readonly Name[]): readonly Name[] {
  return now.filter((name) => !before.includes(name));
}

function sorted(names: readonly string[]): readonly string[] {
  return [...names].sort();
}

function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** By what they say; the order of members counts for nothing. */
export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one, inOrder) === JSON.stringify(other, inOrder);
}

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}
