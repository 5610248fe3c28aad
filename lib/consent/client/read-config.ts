import { type AskedCategory, askedCategories, type BannerConfig, consentLanguages } from '../categories.ts';
import { en } from '../texts/en.ts';

type Loose = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textsIn = (value: unknown): string[] => listOf(value).filter((each) => typeof each === 'string');

function categoriesIn(value: unknown): AskedCategory[] {
  const names = listOf(value);
  return askedCategories.filter((name) => names.includes(name));
}

/** Nothing but http and https: a link made of anything else would run it. */
export function safeUrl(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  try {
    const { protocol, href } = new URL(value, location.href);
    return protocol === 'https:' || protocol === 'http:' ? href : null;
  } catch {
    return null;
  }
}

/** What is missing is said in English; what is there is only ever used as text. */
function mergeTexts<T extends object>(fallback: T, given: unknown): T {
  const from = isObject(given) ? given : {};
  const entries = Object.entries(fallback).map(([name, value]: [string, unknown]) => {
    const own = Object.hasOwn(from, name) ? from[name] : undefined;
    if (isObject(value)) return [name, mergeTexts(value, own)];
    return [name, typeof own === 'string' && own !== '' ? own : value];
  });
  return Object.fromEntries(entries) as T;
}

/** The server's answer, held to the shape that the script relies on; null when it is none. */
export function readConfig(answer: unknown): BannerConfig | null {
  if (!isObject(answer)) return null;
  const { policy, storefront, theme, language } = answer;
  const categories = categoriesIn(answer.categories);
  if (typeof policy !== 'string' || !/^[0-9a-f]{64}$/.test(policy) || typeof storefront !== 'string') return null;
  if (!Array.isArray(answer.services)) return null;
  const look = isObject(theme) ? theme : {};
  const days = Number(answer.askAgainDays);
  return {
    storefront,
    policy,
    language: consentLanguages.find((each) => each === language) ?? 'en',
    texts: mergeTexts(en, answer.texts),
    categories,
    services: answer.services.filter(isObject).flatMap((service) => {
      const category = askedCategories.find((name) => name === service.category);
      if (!category) return [];
      return {
        id: String(service.id),
        name: String(service.name),
        category,
        hosts: textsIn(service.hosts).map((host) => host.toLowerCase()),
        cookies: textsIn(service.cookies),
        privacyUrl: safeUrl(service.privacyUrl) ?? undefined,
      };
    }),
    theme: {
      brand: /^#[0-9a-f]{6}$/i.test(String(look.brand)) ? String(look.brand) : '#1f4fd8',
      position: look.position === 'bottom-left' || look.position === 'bottom-right' ? look.position : 'bottom',
      scheme: look.scheme === 'light' || look.scheme === 'dark' ? look.scheme : 'auto',
    },
    consentMode: answer.consentMode === true,
    gpc: categoriesIn(answer.gpc),
    gpcSent: answer.gpcSent === true,
    askAgainDays: days > 0 && days <= 400 ? days : 180,
    privacyUrl: safeUrl(answer.privacyUrl),
    imprintUrl: safeUrl(answer.imprintUrl),
  };
}
