import { expect, it } from 'vitest';
import { methodText, sessionName } from '../../../../components/console/sessions/session-words.ts';

it('a session is called by its browser and system, a program by its own name whatever it says of itself', () => {
  const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0';
  expect(sessionName({ program: null, userAgent })).toBe('Firefox on Windows');
  expect(sessionName({ program: null, userAgent: null })).toBe('Unknown device');
  expect(sessionName({ program: 'Holdfast command line', userAgent })).toBe('Holdfast command line');
});

it.each([
  ['email', null, 'by mail'],
  ['email', 'totp', 'by mail, then an app’s code'],
  ['google', 'recovery', 'with Google, then a recovery code'],
  ['passkey', 'passkey', 'with a passkey'],
  ['passkey', 'totp', 'with a passkey, then an app’s code'],
  ['saml', null, 'by saml'],
] as const)('signing in by %s, with %s, is told as such', (method, factor, text) => {
  expect(methodText({ method, factor })).toBe(text);
});
