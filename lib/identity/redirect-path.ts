/** A program's whole authorization request fits in it. */
export const pathCharsMax = 2_048;

/** No origin of ours: only shows whether a path stays where it is resolved. */
const somewhere = 'https://holdfast.invalid';

/**
 * The path, query and fragment of a place inside this site, in the form a browser will see it; null for anything that
 * could lead elsewhere (`//host`, `/\host`, a scheme, control characters). CWE-601.
 */
export function localPath(text: string | null | undefined): string | null {
  if (!text || text.length > pathCharsMax || !text.startsWith('/') || /[\\\p{Cc}]/u.test(text)) return null;
  let url: URL;
  try {
    url = new URL(text, somewhere);
  } catch {
    return null;
  }
  const path = `${url.pathname}${url.search}${url.hash}`;
  return url.origin === somewhere && !path.startsWith('//') ? path : null;
}

/** Whether the path is one of this organisation's console, or a program's request that is answered in it. */
export function leadsInto(slug: string, path: string): boolean {
  const first = firstSegment(path);
  return first === slug || first === 'oauth';
}

/** The first segment of a local path: the organisation's slug in console paths. */
export function firstSegment(path: string): string | null {
  return /^\/([^/?#]+)/.exec(path)?.[1] ?? null;
}
