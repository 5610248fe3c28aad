import type { AskedCategory, ConsentLanguage, ConsentMethod } from '#lib/consent/categories.ts';
import type { Tone } from '../../ui/badge.tsx';
import type { Settings, StorefrontItem } from './consent-types.ts';

/** Ways to choose, in the order in which charts and filters list them. */
export const methodWords: Readonly<Record<ConsentMethod, string>> = {
  accept_all: 'Accepted all',
  reject_all: 'Rejected all',
  custom: 'Chose',
  gpc: 'Browser said no (GPC)',
  withdraw: 'Withdrew',
};

export const methodTones: Readonly<Record<ConsentMethod, Tone>> = {
  accept_all: 'ok',
  reject_all: 'warn',
  custom: 'info',
  gpc: 'violet',
  withdraw: 'danger',
};

export const categoryWords: Readonly<Record<AskedCategory, { readonly title: string; readonly hint: string }>> = {
  functional: { title: 'Functional', hint: 'Videos, maps, fonts, chats: content of others that the page shows.' },
  analytics: { title: 'Analytics', hint: 'Programs that measure how the page is used.' },
  marketing: { title: 'Marketing', hint: 'Pixels and programs that show and measure advertising.' },
};

export const stateWords: Readonly<Record<StorefrontItem['state'], { readonly label: string; readonly tone: Tone }>> = {
  draft: { label: 'Not published yet', tone: 'neutral' },
  published: { label: 'Published', tone: 'ok' },
  unpublished: { label: 'Taken offline', tone: 'warn' },
};

export const positionWords: Readonly<Record<Settings['theme']['position'], string>> = {
  bottom: 'Along the bottom',
  'bottom-left': 'At the bottom left',
  'bottom-right': 'At the bottom right',
};

export const schemeWords: Readonly<Record<Settings['theme']['scheme'], string>> = {
  auto: 'As the visitor’s system has it',
  light: 'Light',
  dark: 'Dark',
};

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

export function languageWords(language: ConsentLanguage): string {
  return languageNames.of(language) ?? language;
}

/** The beginning of a hash or an opaque id, for where there is no room. */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 12)}…`;
}

/** How much of all this is, for people: whole percent, and never 0 % or 100 % for something that is not. */
export function shareWords(part: number, all: number): string {
  if (all === 0) return '–';
  const percent = Math.round((part / all) * 100);
  if (percent === 0 && part > 0) return '< 1 %';
  if (percent === 100 && part < all) return '> 99 %';
  return `${percent} %`;
}
