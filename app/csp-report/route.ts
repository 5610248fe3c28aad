export { cspReportRoute as POST } from '#lib/http/next-routes.ts';

export const dynamic = 'force-dynamic';
