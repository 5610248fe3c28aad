export { storefrontPreviewRoute as GET, storefrontPreviewRoute as POST } from '#lib/http/storefront-preview.ts';

export const dynamic = 'force-dynamic';
