import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';
import { deriveKey } from '../../platform/crypto/digest.ts';

/*
 * Cosignatures of checkpoints: C2SP tlog-cosignature, `cosignature/v1`, type byte 0x04.
 */

const cosignatureType = 0x04;
const timestampBytes = 8;
const signatureBytes = 64;

/** Who cosigns, as people pin it. */
export interface WitnessKey {
  readonly name: string;
  /** 4 bytes. */
  readonly keyId: Buffer;
  readonly publicKey: KeyObject;
}

export interface Witness {
  readonly vkey: string;
  /**
   * A line of a signed note: that this witness saw this checkpoint, consistent with every one of that origin that it cosigned
   * before.
   * @param text the checkpoint without its signatures, with its last line feed.
   */
  cosign(text: string, at: Date): string;
}

/**
 * The witness that this installation is. Its key is made of the master key, so that it is the same after a restart and
 * stands nowhere.
 * @param host host and port of the installation, which its name begins with.
 */
export function witnessOf(masterKey: Uint8Array, host: string): Witness {
  const name = `${host}/witness`;
  const seed = deriveKey(masterKey, 'holdfast/v1/witness/ed25519');
  // RFC 8410, section 7: a PKCS #8 Ed25519 key is this prefix and the seed.
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  der.fill(0);
  const publicBytes = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  const keyId = keyIdOf(name, publicBytes);
  const typed = Buffer.concat([Buffer.of(cosignatureType), publicBytes]);
  return {
    vkey: `${name}+${keyId.toString('hex')}+${typed.toString('base64')}`,
    cosign(text, at) {
      const seconds = Math.floor(at.getTime() / 1000);
      const time = Buffer.alloc(timestampBytes);
      time.writeBigUInt64BE(BigInt(seconds));
      const signature = sign(null, messageOf(text, seconds), key);
      return `\u2014 ${name} ${Buffer.concat([keyId, time, signature]).toString('base64')}\n`;
    },
  };
}

/** The key that the text names, or null when it is none, or its id does not belong to its name and key. */
export function readWitnessKey(text: string): WitnessKey | null {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text) ?? [];
  const typed = Buffer.from(encoded, 'base64');
  if (typed.byteLength !== 33 || typed[0] !== cosignatureType || typed.toString('base64') !== encoded) return null;
  const keyId = keyIdOf(name, typed.subarray(1));
  if (keyId.toString('hex') !== id) return null;
  try {
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), typed.subarray(1)]);
    return { name, keyId, publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }) };
  } catch {
    return null;
  }
}

/** The line by which that witness cosigned the checkpoint, out of what it answered; null when there is none that holds. */
export function cosignatureIn(lines: string, text: string, key: WitnessKey): string | null {
  for (const line of lines.split('\n')) {
    const [, name, encoded = ''] = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
    const bytes = Buffer.from(encoded, 'base64');
    if (name !== key.name || bytes.byteLength !== 4 + timestampBytes + signatureBytes) continue;
    if (!bytes.subarray(0, 4).equals(key.keyId) || bytes.toString('base64') !== encoded) continue;
    const seconds = Number(bytes.readBigUInt64BE(4));
    if (verify(null, messageOf(text, seconds), key.publicKey, bytes.subarray(4 + timestampBytes))) return `${line}\n`;
  }
  return null;
}

/** What is signed: docs of `cosignature/v1`. */
function messageOf(text: string, seconds: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${text}`, 'utf8');
}

function keyIdOf(name: string, publicBytes: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), Buffer.of(cosignatureType), publicBytes]);
  return hash('sha256', named, 'buffer').subarray(0, 4);
}
