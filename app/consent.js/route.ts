export {
  consentScriptRoute as GET,
  consentScriptRoute as HEAD,
  consentScriptRoute as OPTIONS,
} from '#lib/http/next-routes.ts';

export const dynamic = 'force-dynamic';
