import type { z } from 'zod';
import type { SessionSummary } from '#lib/identity/schema.ts';
import { deviceOf } from './device-name.ts';

export type SessionItem = z.output<typeof SessionSummary>;

/** What a session is called: its browser and system, or the program that acts for the person. */
export function sessionName({ program, userAgent }: Pick<SessionItem, 'program' | 'userAgent'>): string {
  return program ?? deviceOf(userAgent).name;
}

/** How the person signed in, to follow the time at which they did. */
export function methodText({ method, factor }: Pick<SessionItem, 'method' | 'factor'>): string {
  const first = methodTexts[method] ?? `by ${method}`;
  return factor === null || method === factor ? first : `${first}, ${factorTexts[factor]}`;
}

const methodTexts: Readonly<Record<string, string>> = {
  email: 'by mail',
  google: 'with Google',
  passkey: 'with a passkey',
};

const factorTexts = {
  passkey: 'then a passkey',
  totp: 'then an app’s code',
  recovery: 'then a recovery code',
} as const;
