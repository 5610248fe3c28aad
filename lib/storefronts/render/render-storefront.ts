import type { RenderedPage } from './document.ts';
import { homePage } from './home.ts';
import { imprintPage, privacyPage } from './legal.ts';
import type { StorefrontPageName, StorefrontView } from './view.ts';

const pages: Readonly<Record<StorefrontPageName, (view: StorefrontView) => RenderedPage>> = {
  home: homePage,
  privacy: privacyPage,
  imprint: imprintPage,
};

/** A page of a storefront. The same view gives the same text. */
export function renderStorefront(view: StorefrontView, page: StorefrontPageName): RenderedPage {
  return pages[page](view);
}
