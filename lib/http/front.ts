import { randomBytes } from 'node:crypto';
import { equalBytes } from '../platform/crypto/digest.ts';

/**
 * How our own server tells the pages behind it what it alone knows: the connection's address. The header carries a
 * secret of this process, which lives on `globalThis` and never leaves it, so that nobody else can speak in it, and a
 * host without our server believes nobody.
 */
export const frontHeader = 'x-holdfast-front';

const slot = Symbol.for('holdfast.front');
type FrontGlobal = { [slot]?: string };

interface Front {
  readonly address: string;
}

/** Called once by our server, before it serves anything. Returns the header's value for one request. */
export function openFront(): (front: Front) => string {
  const secret = randomBytes(32).toString('base64url');
  (globalThis as FrontGlobal)[slot] = secret;
  return ({ address }) => `${secret} ${address}`;
}

/** What our server said of this request; null when it did not speak. */
export function readFront(value: string | null): Front | null {
  const secret = (globalThis as FrontGlobal)[slot];
  if (secret === undefined || value === null) return null;
  const [given = '', address = ''] = value.split(' ');
  return equalBytes(Buffer.from(given), Buffer.from(secret)) && address !== '' ? { address } : null;
}
