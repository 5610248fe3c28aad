import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { PasskeyRow } from './factor-store.ts';
import { type AssertionAnswer, challengeOf, type RegistrationAnswer } from './passkey-response.ts';

/** How long a browser waits for its person, in milliseconds. Challenges live longer. */
const ceremonyMs = 300_000;

/** EdDSA, ES256, RS256, as the standard recommends (WebAuthn level 3, 5.4). */
const algorithms = [-8, -7, -257];

/** The relying party: the host of the configured origin, never of a request. Passkeys of one host work at no other. */
function rpIdOf(origin: string): string {
  return new URL(origin).hostname;
}

/** Whether browsers let the origin have passkeys: a name over https, or `localhost`. An address is no name. */
export function mayHavePasskeys(origin: string): boolean {
  const { hostname, protocol } = new URL(origin);
  if (hostname === 'localhost') return true;
  return protocol === 'https:' && /[a-z]/i.test(hostname) && !hostname.startsWith('[');
}

interface NewPasskeyOf {
  readonly origin: string;
  readonly user: { readonly id: string; readonly email: string; readonly name: string | null };
  readonly known: readonly PasskeyRow[];
  /** 32 random bytes as base64url. */
  readonly challenge: string;
}

export function registrationOptions(asked: NewPasskeyOf): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: 'Holdfast',
    rpID: rpIdOf(asked.origin),
    userName: asked.user.email,
    userDisplayName: asked.user.name ?? asked.user.email,
    userID: Uint8Array.from(Buffer.from(asked.user.id, 'utf8')),
    challenge: Uint8Array.from(Buffer.from(asked.challenge, 'base64url')),
    timeout: ceremonyMs,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: asked.known.map(descriptorOf),
  });
}

/** @param known the person's passkeys; leave out where the passkey says who the person is. */
export function assertionOptions(
  origin: string,
  challenge: string,
  known?: readonly PasskeyRow[],
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: rpIdOf(origin),
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    timeout: ceremonyMs,
    userVerification: 'required',
    ...(known === undefined ? {} : { allowCredentials: known.map(descriptorOf) }),
  });
}

type Transport = NonNullable<
  NonNullable<Parameters<typeof generateRegistrationOptions>[0]['excludeCredentials']>[number]['transports']
>[number];

function descriptorOf(passkey: PasskeyRow): { id: string; transports: Transport[] } {
  return {
    id: Buffer.from(passkey.credentialId).toString('base64url'),
    transports: JSON.parse(passkey.transports) as Transport[],
  };
}

export interface MadePasskey {
  readonly credentialId: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly aaguid: string;
  readonly backedUp: boolean;
}

/** The passkey that the answer proves, or null. User presence and user verification are required. WebAuthn level 3, 7.1. */
export async function verifyRegistration(
  origin: string,
  answer: RegistrationAnswer,
  expectedChallenge: string,
): Promise<MadePasskey | null> {
  if (challengeOf(answer) === null) return null;
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...answer, response: withoutTransports(answer), clientExtensionResults: {} },
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpIdOf(origin),
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!verified) return null;
    const { credential, aaguid, credentialBackedUp } = registrationInfo;
    return {
      credentialId: Buffer.from(credential.id, 'base64url'),
      publicKey: credential.publicKey,
      counter: credential.counter,
      aaguid,
      backedUp: credentialBackedUp,
    };
  } catch {
    // The library says by throwing what is wrong with the answer: to us it is wrong, whatever it is.
    return null;
  }
}

function withoutTransports({ response: { clientDataJSON, attestationObject } }: RegistrationAnswer) {
  return { clientDataJSON, attestationObject };
}

export type AssertionVerdict =
  | { readonly ok: true; readonly counter: number; readonly backedUp: boolean }
  | { readonly ok: false; readonly refusal: 'bad_assertion' | 'counter_went_back' };

/**
 * Whether the answer was signed by this passkey, at this origin, for this challenge, with its person verified. A counter that
 * does not go on means that somebody has a copy of the passkey, and is refused. WebAuthn level 3, 7.2.
 */
export async function verifyAssertion(
  origin: string,
  answer: AssertionAnswer,
  passkey: PasskeyRow,
  expectedChallenge: string,
): Promise<AssertionVerdict> {
  if (challengeOf(answer) === null) return { ok: false, refusal: 'bad_assertion' };
  const { userHandle, ...response } = answer.response;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...answer,
        response: { ...response, ...(userHandle == null ? {} : { userHandle }) },
        clientExtensionResults: {},
      },
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpIdOf(origin),
      // Compared below: the library throws one error for all, and a copied passkey has to be told from a wrong answer.
      credential: { id: answer.id, publicKey: Uint8Array.from(passkey.publicKey), counter: 0 },
      requireUserVerification: true,
    });
    if (!verified) return { ok: false, refusal: 'bad_assertion' };
    const { newCounter, credentialBackedUp } = authenticationInfo;
    if ((newCounter > 0 || passkey.counter > 0) && newCounter <= passkey.counter) {
      return { ok: false, refusal: 'counter_went_back' };
    }
    return { ok: true, counter: newCounter, backedUp: credentialBackedUp };
  } catch {
    return { ok: false, refusal: 'bad_assertion' };
  }
}
