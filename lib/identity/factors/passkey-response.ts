import { z } from 'zod';

/** Base64url, as browsers write it. */
const bytes = z.string().max(16_384);

const transports = z.array(
  z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']).or(z.string().max(32)),
);

/** What a browser hands over after making a passkey (WebAuthn level 3, 5.1.8): the members that are looked at. */
const Registration = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: transports.max(16).optional(),
  }),
});

/** The same after using one. */
const Assertion = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.nullish(),
  }),
});

export type RegistrationAnswer = z.output<typeof Registration>;
export type AssertionAnswer = z.output<typeof Assertion>;

export function registrationOf(text: string): RegistrationAnswer | null {
  return Registration.safeParse(parsedJson(text)).data ?? null;
}

export function assertionOf(text: string): AssertionAnswer | null {
  return Assertion.safeParse(parsedJson(text)).data ?? null;
}

const ClientData = z.object({ challenge: z.string().max(128), crossOrigin: z.boolean().optional() });

/** The challenge that was signed; null when the page that asked stood in a frame of another site, or none can be read. */
export function challengeOf(answer: RegistrationAnswer | AssertionAnswer): string | null {
  const text = Buffer.from(answer.response.clientDataJSON, 'base64url').toString('utf8');
  const { data } = ClientData.safeParse(parsedJson(text));
  return data === undefined || data.crossOrigin === true ? null : data.challenge;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
