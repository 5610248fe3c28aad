export {
  formScriptRoute as GET,
  formScriptRoute as HEAD,
  formScriptRoute as OPTIONS,
} from '#lib/http/next-routes.ts';

export const dynamic = 'force-dynamic';
