export { apiRoute as GET, apiRoute as HEAD, apiRoute as OPTIONS, apiRoute as POST } from '#lib/http/next-routes.ts';

export const dynamic = 'force-dynamic';
