import { consolePaths } from '../paths.ts';
import type { PreviewPage } from './editor-sections.ts';

/** An image of a storefront, for members: also one that no visitor sees yet. */
export function imagePath(storefront: string, image: string): string {
  return `/api/v1/storefronts/${storefront}/images/${image}`;
}

/** Where a draft is drawn as visitors would see it. */
export function previewPath(org: string, storefront: string, page: PreviewPage): string {
  return `${consolePaths.storefront(org, storefront)}/preview${page === 'home' ? '' : `?page=${page}`}`;
}
