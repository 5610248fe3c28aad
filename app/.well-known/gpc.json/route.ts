export { gpcJsonRoute as GET } from '#lib/http/gpc-json.ts';

export const dynamic = 'force-static';
