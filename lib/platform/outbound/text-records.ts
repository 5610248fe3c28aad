import { Resolver } from 'node:dns/promises';

/** What DNS says at a name. Only `none` is a statement of DNS that there is nothing; `no_answer` says nothing at all. */
export type TextAnswer =
  | { readonly kind: 'found'; readonly texts: readonly string[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'no_answer' };

/** Looks TXT records up. */
export interface TextRecords {
  /** The records at this name, asked anew; an answer or the lack of one within {@link lookupMsMax}. Never throws. */
  read(name: string): Promise<TextAnswer>;
}

/** A person waits for it. */
export const lookupMsMax = 5_000;

/** What DNS answers where there is no such name, or none of that kind (RFC 1035, RFC 2308). */
const nothingThere: ReadonlySet<string> = new Set(['ENOTFOUND', 'ENODATA']);

/**
 * Asks DNS.
 * @param servers addresses to ask, with or without a port; those of the machine's own configuration when there are none.
 */
export function createTextRecords(servers: readonly string[]): TextRecords {
  return {
    async read(name) {
      // One of its own for each question, so that giving up on one cancels no other.
      const resolver = new Resolver({ timeout: lookupMsMax / 2, tries: 2, maxTimeout: lookupMsMax });
      if (servers.length > 0) resolver.setServers(servers);
      const timer = setTimeout(() => resolver.cancel(), lookupMsMax);
      try {
        const records = await resolver.resolveTxt(name);
        // One record may come in several strings of 255 bytes (RFC 1035, section 3.3.14).
        return { kind: 'found', texts: records.map((parts) => parts.join('')) };
      } catch (error) {
        const { code } = error as { readonly code?: string };
        return { kind: code !== undefined && nothingThere.has(code) ? 'none' : 'no_answer' };
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
