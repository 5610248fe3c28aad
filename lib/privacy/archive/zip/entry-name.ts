import type { ArchiveLimits } from './limits.ts';

/** What is wrong with the name of an entry, or null. Nothing is ever written under these names; they are refused all the same. */
export function nameProblem(name: string, limits: ArchiveLimits): string | null {
  if (name === '') return 'An entry has no name.';
  if (Buffer.byteLength(name) > limits.nameBytesMax) return 'The name is too long.';
  if (name.includes('\0')) return 'The name holds a NUL byte.';
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(name)) return 'The name holds characters that cannot be seen.';
  if (name.includes('\\')) return 'The name holds a backslash.';
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'The name is that of a place outside of the archive.';
  const segments = name.split('/');
  if (segments.includes('..')) return 'The name leads out of the archive.';
  if (name.endsWith('/')) return 'It is a folder: our archives hold files alone.';
  if (segments.some((segment) => segment === '' || segment === '.' || /^[ ]|[ .]$/.test(segment))) {
    return 'The name is written in a way that hides what it names.';
  }
  if (segments.length > limits.depthMax) return 'It lies too deep.';
  return null;
}

/** Names that a file system could take for one another have the same key. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFKC');
}
