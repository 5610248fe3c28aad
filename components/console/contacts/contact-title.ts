import type { ContactAnswer } from '#lib/crm/contacts/schema.ts';

type Named = Pick<ContactAnswer, 'firstName' | 'lastName' | 'company' | 'email'>;

/** What a contact is called: the name, else the company, else the address. */
export function contactTitle(contact: Named): string {
  const name = [contact.firstName, contact.lastName].filter(Boolean).join(' ');
  return name || contact.company || contact.email || 'Unnamed contact';
}
