export { consentPreviewRoute as GET } from '#lib/http/consent-preview.ts';

export const dynamic = 'force-dynamic';
