export { securityTxtRoute as GET } from '#lib/http/security-txt.ts';

export const dynamic = 'force-dynamic';
