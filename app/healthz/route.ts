export { livenessRoute as GET, livenessRoute as HEAD, livenessRoute as OPTIONS } from '#lib/http/next-routes.ts';

export const dynamic = 'force-dynamic';
