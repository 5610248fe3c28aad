import type { z } from 'zod';
import type { ContactAnswer, ContactPage } from '#lib/crm/contacts/schema.ts';
import type { ComboboxOption } from '../../ui/combobox.tsx';
import { contactTitle } from './contact-title.ts';

/** A contact as a choice in a form. */
export function contactOption(contact: ContactAnswer): ComboboxOption {
  const label = contactTitle(contact);
  const hint = [contact.company, contact.email].find((text) => text && text !== label);
  return { value: contact.id, label, ...(hint ? { hint } : {}) };
}

/** Contacts that match what was typed, asked of the API with the reader's own session. Empty when that fails. */
export async function searchContacts(text: string): Promise<readonly ComboboxOption[]> {
  const query = new URLSearchParams({ q: text, limit: '20' });
  const answer = await fetch(`/api/v1/contacts?${query}`, { headers: { accept: 'application/json' } });
  if (!answer.ok) return [];
  const page = (await answer.json()) as z.output<typeof ContactPage>;
  return page.data.map(contactOption);
}
