export { readinessRoute as GET, readinessRoute as HEAD, readinessRoute as OPTIONS } from '#lib/http/next-routes.ts';

export const dynamic = 'force-dynamic';
