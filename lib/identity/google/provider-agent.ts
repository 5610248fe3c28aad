import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Duplex } from 'node:stream';

/** How long one answer of the provider may take, from the first byte of the connection to the last. */
export const providerMs = 5_000;

/** Largest answer of the provider, in bytes: discovery, keys and tokens are a few thousand. */
export const providerBytesMax = 262_144;

/**
 * Connections to the provider that end by themselves when it answers too much or too slowly, a byte now and then included: the
 * library behind next-auth reads whatever comes, and its own time counts silence alone. One request each.
 */
export function providerAgent(issuer: string): HttpAgent {
  return issuer.startsWith('https:') ? new BoundedHttpsAgent() : new BoundedHttpAgent();
}

class BoundedHttpAgent extends HttpAgent {
  override createConnection(...given: Parameters<HttpAgent['createConnection']>): Duplex | null | undefined {
    return bounded(super.createConnection(...given));
  }
}

class BoundedHttpsAgent extends HttpsAgent {
  override createConnection(...given: Parameters<HttpsAgent['createConnection']>): Duplex | null | undefined {
    return bounded(super.createConnection(...given));
  }
}

function bounded(socket: Duplex | null | undefined): Duplex | null | undefined {
  if (!socket) return socket;
  let bytes = 0;
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength;
    if (bytes > providerBytesMax) socket.destroy(new Error('the provider answers too much'));
  });
  const timer = setTimeout(() => socket.destroy(new Error('the provider answers too slowly')), providerMs);
  socket.once('close', () => clearTimeout(timer));
  return socket;
}
