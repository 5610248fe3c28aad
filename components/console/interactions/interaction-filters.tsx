'use client';

import { interactionChannels, interactionDirections } from '#lib/interactions/schema.ts';
import { DayFields } from '../../tables/day-fields.tsx';
import { FilterBar } from '../../tables/filter-bar.tsx';
import type { PageQuery } from '../../tables/query-string.ts';
import { Combobox, type ComboboxOption } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';
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

/** Narrows the list. */
export function InteractionFilters({ path, query, contact, contacts }: InteractionFiltersProps) {
  const { channel = '', direction = '' } = interactionFilterOf(query);

  return (
    <FilterBar path={path} filtered={isFiltered(query)} columns="lg:grid-cols-[1.4fr_1fr_1fr_auto_auto_auto]">
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
      <DayFields query={query} className="lg:w-36" />
    </FilterBar>
  );
}
