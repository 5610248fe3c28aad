export { nextAuthRoute as GET, nextAuthRoute as POST } from '#lib/http/next-routes.ts';

export const dynamic = 'force-dynamic';
