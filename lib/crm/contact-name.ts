import type { Principal } from '../access/principal.ts';
import { mayDo } from '../access/principal.ts';

export interface Named {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly email: string | null;
}

/** What to select of a contact to name it. */
export const namingColumns = { firstName: true, lastName: true, company: true, email: true } as const;

/** What a contact is called: the person, else the company, else the address. */
export function contactNameOf(contact: Named | null): string | null {
  if (contact === null) return null;
  const person = [contact.firstName, contact.lastName].filter((part) => part !== null).join(' ');
  return person || contact.company || contact.email;
}

/** The same in SQL, for the contact that `ownerTable`'s row points to. */
export function contactNameSql(ownerTable: 'Deal' | 'Activity'): string {
  return `(SELECT coalesce(nullif(trim(coalesce(c."firstName", '') || ' ' || coalesce(c."lastName", '')), ''),
                           c."company", c."email")
             FROM "Contact" c WHERE c."id" = "${ownerTable}"."contactId") AS "contactName"`;
}

/** A name is part of a contact: who may not read contacts does not learn it from what points to them. */
export function visibleName(principal: Principal, name: string | null): string | null {
  return mayDo(principal, 'contacts:read') ? name : null;
}
