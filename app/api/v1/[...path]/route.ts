export {
  apiRoute as GET,
  apiRoute as HEAD,
  apiRoute as POST,
  apiRoute as PUT,
  apiRoute as PATCH,
  apiRoute as DELETE,
  apiRoute as OPTIONS,
} from '#lib/http/next-routes.ts';

export const dynamic = 'force-dynamic';
