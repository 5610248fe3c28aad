import { allPermissions } from '#lib/access/permissions.ts';
import { createContact } from '#lib/crm/contacts/create-contact.ts';
import { renameOrganization } from '#lib/identity/organizations/rename-organization.ts';
import { call, keyPrincipal } from '../support/call.ts';

/** One request with a key, the same in whichever process it is sent. */
export interface CrashRequest {
  readonly orgId: string;
  readonly operation: 'contacts.create' | 'organizations.rename';
  readonly key: string;
  readonly name: string;
}

export function sendCrashRequest({ orgId, operation, key, name }: CrashRequest): Promise<unknown> {
  const principal = { ...keyPrincipal(orgId, allPermissions), keyId: 'key_of_the_crash' };
  const request = { request: { idempotencyKey: key } };
  return operation === 'contacts.create'
    ? call(createContact, principal, { firstName: name }, request)
    : call(renameOrganization, principal, { name }, request);
}
