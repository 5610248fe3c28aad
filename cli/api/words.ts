import type { ClientOperation } from '../../scripts/client/client-operations.ts';

/** `apiKeys` as it stands on a command line: `api-keys`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** `contacts list` of `contacts.list`. */
export function wordsOf({ things, verb }: Pick<ClientOperation, 'things' | 'verb'>): readonly [string, string] {
  return [kebab(things), kebab(verb)];
}

/**
 * Members that are credentials. A command line is in the history of the shell and in the list of processes, so they are taken
 * by `--data` alone, from a file or from standard input.
 */
export function isSecretMember(name: string): boolean {
  return /^(?:token|code|turnstileToken|onceKey|consentId|password|secret)$/.test(name);
}
