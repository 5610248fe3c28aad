import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/** What a page of ours hands to the browser, as far as an authenticator looks at it. */
interface Asked {
  readonly challenge: string;
  readonly rp?: { readonly id?: string };
  readonly rpId?: string;
  readonly user?: { readonly id: string };
}

/** Where an attacker bends what an honest browser does. */
export interface Bent {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly crossOrigin?: boolean;
  /** Flags of the authenticator data: user present 1, user verified 4. */
  readonly flags?: number;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly type?: string;
}

/** An authenticator in software (WebAuthn level 3, chapter 6): ES256, no attestation, one passkey. */
export class SoftPasskey {
  readonly id = randomBytes(16);
  private readonly key: KeyObject;
  private readonly publicKey: Buffer;
  private userHandle = '';
  counter = 0;
  readonly origin: string;

  constructor(origin: string) {
    this.origin = origin;
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.key = pair.privateKey;
    const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
    // COSE_Key (RFC 9052, section 7): kty EC2, alg ES256, crv P-256, x, y.
    this.publicKey = Buffer.concat([
      Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
      Buffer.from(x, 'base64url'),
      Buffer.from([0x22, 0x58, 0x20]),
      Buffer.from(y, 'base64url'),
    ]);
  }

  /** Answers options for a new passkey, as JSON. */
  register(options: string, bent: Bent = {}): string {
    const asked = JSON.parse(options) as Asked;
    this.userHandle = asked.user?.id ?? '';
    const rpId = bent.rpId ?? asked.rp?.id ?? '';
    const authData = Buffer.concat([
      this.head(rpId, 0x40 | (bent.flags ?? 0x05), bent.counter ?? this.counter),
      Buffer.alloc(16),
      Buffer.from([0, this.id.byteLength]),
      this.id,
      this.publicKey,
    ]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(authData.byteLength);
    // { fmt: "none", attStmt: {}, authData } in CBOR.
    const attestationObject = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
      Buffer.from([0x59]),
      length,
      authData,
    ]);
    return this.answer({
      clientDataJSON: this.clientData(bent.type ?? 'webauthn.create', asked.challenge, bent).toString('base64url'),
      attestationObject: attestationObject.toString('base64url'),
      transports: ['internal'],
    });
  }

  /** Answers options for using it, as JSON. Each use counts one on. */
  use(options: string, bent: Bent = {}): string {
    const asked = JSON.parse(options) as Asked;
    this.counter += 1;
    const authData = this.head(bent.rpId ?? asked.rpId ?? '', bent.flags ?? 0x05, bent.counter ?? this.counter);
    const clientData = this.clientData(bent.type ?? 'webauthn.get', asked.challenge, bent);
    const digest = createHash('sha256').update(clientData).digest();
    const signature = createSign('sha256').update(authData).update(digest).sign(this.key);
    return this.answer({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: signature.toString('base64url'),
      userHandle: bent.userHandle ?? this.userHandle,
    });
  }

  private head(rpId: string, flags: number, counter: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count]);
  }

  private clientData(type: string, challenge: string, bent: Bent): Buffer {
    return Buffer.from(
      JSON.stringify({
        type,
        challenge: bent.challenge ?? challenge,
        origin: bent.origin ?? this.origin,
        crossOrigin: bent.crossOrigin ?? false,
      }),
    );
  }

  private answer(response: object): string {
    const id = this.id.toString('base64url');
    return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} });
  }
}
