import type { z } from 'zod';
import { createShare } from '#lib/ledger/share/create-share.ts';
import { openShare } from '#lib/ledger/share/open-share.ts';
import type { CreatedShare, SharedReceipts } from '#lib/ledger/share/schema.ts';
import { anonymous, type CallOptions, call, type TestOrganization } from './call.ts';

export type MadeLink = z.output<typeof CreatedShare> & { readonly token: string };

/** A link to receipts of the organisation, with what stands after `/share/` in it. */
export async function makeLink(org: TestOrganization, input: object = {}): Promise<MadeLink> {
  const made = await call(createShare, org.owner, { label: 'For the auditors', ...input });
  return { ...made, token: made.link.split('/').at(-1) ?? '' };
}

let visitors = 0;

/** Opens a link as somebody who comes from an address of their own, so that no limit stands before what is tried. */
export function open(token: string, options: CallOptions = {}): Promise<z.output<typeof SharedReceipts>> {
  visitors += 1;
  const address = `198.51.${Math.floor(visitors / 250) % 250}.${visitors % 250}`;
  return call(openShare, anonymous, { token }, { ...options, request: { address, ...options.request } });
}
