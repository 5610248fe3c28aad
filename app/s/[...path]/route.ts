export {
  storefrontRoute as GET,
  storefrontRoute as HEAD,
  storefrontRoute as POST,
  storefrontRoute as PUT,
  storefrontRoute as PATCH,
  storefrontRoute as DELETE,
} from '#lib/http/next-routes.ts';

export const dynamic = 'force-dynamic';
