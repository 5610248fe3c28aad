import { type KeyPrincipal, proveApiKey } from '#lib/api-keys/authenticate.ts';
import type { Runtime } from '#lib/runtime.ts';

/** Who asks with this key, as the door for the API proves it. @throws with the reason when it is refused. */
export async function proveKey(rt: Runtime, key: string, address = '203.0.113.7'): Promise<KeyPrincipal> {
  const proof = await proveApiKey(rt, key, { address, route: 'GET /api/v1/me' });
  if (!proof.ok) throw new Error(`refused: ${proof.refusal}`);
  return proof.principal;
}
