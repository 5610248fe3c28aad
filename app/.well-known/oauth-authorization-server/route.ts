export {
  oauthRoute as GET,
  oauthRoute as HEAD,
  oauthRoute as OPTIONS,
  oauthRoute as POST,
  oauthRoute as PUT,
  oauthRoute as PATCH,
  oauthRoute as DELETE,
} from '#lib/http/next-routes.ts';

export const dynamic = 'force-dynamic';
