import type { OutlinePart } from './docs-outline.ts';
import { type Chapter, chapters } from './guide-chapters.ts';
import { docsPaths } from './paths.ts';
import { quickstart } from './quickstart.ts';

const linkTo = ({ id, title }: Pick<Chapter, 'id' | 'title'>, words = '') => ({
  href: `${docsPaths.guide}#${id}`,
  label: title,
  words,
});

/** The chapters of the guide, in their order. */
export const guideOutline: OutlinePart = {
  title: 'Guide',
  href: docsPaths.guide,
  links: [
    linkTo({ id: 'first-hour', title: 'The first hour' }, quickstart.map(({ title }) => title).join(' ')),
    linkTo(chapters.authentication),
    linkTo(chapters.programs),
    linkTo({ id: 'scopes', title: 'Scopes' }),
    linkTo(chapters.testMode),
    linkTo(chapters.requests),
    linkTo({ id: 'errors', title: 'Errors' }),
    linkTo(chapters.idempotency),
    linkTo(chapters.versions),
    linkTo(chapters.pagination),
    linkTo({ id: 'limits', title: 'Limits' }),
    linkTo(chapters.cors),
    linkTo(chapters.versioning),
    linkTo(chapters.rotation),
    linkTo(chapters.leaks),
    linkTo(chapters.client),
    linkTo({ id: 'operations', title: 'Operations' }),
  ],
};
