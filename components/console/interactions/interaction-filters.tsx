'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useTransition } from 'react';
import { interactionChannels, interactionDirections } from '#lib/interactions/schema.ts';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox, type ComboboxOption } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Select } from '../../ui/select.tsx';
import { searchContacts } from '../contacts/search-contacts.ts';
import { interactionFilterOf, isFiltered } from './interaction-filter.ts';
import { channelLooks, directionWords } from './interaction-words.ts';

export interface InteractionFiltersProps {
  path: string;
  query: PageQuery;
  /** The contact that the address names. */
  contact?: ComboboxOption | undefined;
  /** The first contacts to choose from; missing for readers who may not read contacts. */
  contacts?: readonly ComboboxOption[] | undefined;
}

const all = { value: '', label: 'All' };
const channels = [all, ...interactionChannels.map((value) => ({ value, label: channelLooks[value].label }))];
const directions = [all, ...interactionDirections.map((value) => ({ value, label: directionWords[value] }))];

/** Narrows the list. A plain form that puts its fields into the address; with JavaScript, without the empty ones. */
export function InteractionFilters({ path, query, contact, contacts }: InteractionFiltersProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  const { channel = '', direction = '' } = interactionFilterOf(query);
  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const filled = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : [],
    );
    const text = new URLSearchParams(filled).toString();
    startTransition(() => router.push(text ? `${path}?${text}` : path, { scroll: false }));
  }

  return (
    <form action={path} onSubmit={apply} className="border-b border-line px-4 py-3.5 sm:px-5">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-[1.4fr_1fr_1fr_auto_auto_auto]">
        {contacts === undefined ? null : (
          <Field label="Contact" className="max-lg:col-span-2">
            <Combobox
              key={contact?.value ?? ''}
              name="contactId"
              options={contacts}
              search={searchContacts}
              defaultOption={contact}
              placeholder="Anybody"
            />
          </Field>
        )}
        <Field label="Channel">
          <Select key={channel} name="channel" defaultValue={channel} placeholder="All" options={channels} />
        </Field>
        <Field label="Direction">
          <Select key={direction} name="direction" defaultValue={direction} placeholder="All" options={directions} />
        </Field>
        <DayField name="from" label="From" query={query} />
        <DayField name="to" label="To" query={query} />
        <div className="flex items-end gap-2 max-lg:col-span-2">
          <Button type="submit" pending={pending} className="flex-1">
            Apply
          </Button>
          {isFiltered(query) ? (
            <LinkButton href={path} variant="ghost">
              Clear
            </LinkButton>
          ) : null}
        </div>
      </div>
    </form>
  );
}

function DayField({ name, label, query }: { name: 'from' | 'to'; label: string; query: PageQuery }) {
  const day = queryValue(query, name);
  return (
    <Field label={label}>
      <Input key={day} type="date" name={name} defaultValue={day} className="lg:w-36" />
    </Field>
  );
}
