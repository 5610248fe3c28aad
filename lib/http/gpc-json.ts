/** Since when Global Privacy Control is heeded on what this software serves. */
const lastUpdate = '2026-11-22';

/**
 * Says that Global Privacy Control is heeded here: banners take it as a no. Global Privacy Control specification (W3C),
 * section "GPC support resource". CLAIMS G5.
 */
export function gpcJson(): string {
  return JSON.stringify({ gpc: true, lastUpdate });
}

export async function gpcJsonRoute(): Promise<Response> {
  return new Response(gpcJson(), {
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=86400' },
  });
}
