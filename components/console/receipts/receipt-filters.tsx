'use client';

import { DayFields } from '../../tables/day-fields.tsx';
import { FilterBar } from '../../tables/filter-bar.tsx';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { isFiltered } from './receipt-filter.ts';
import { actionWords } from './receipt-words.ts';

export interface ReceiptFiltersProps {
  path: string;
  query: PageQuery;
  /** Actions to offer, for example `contact.created`. */
  actions: readonly string[];
  /** Names by opaque id of those to offer as actors. */
  names: Readonly<Record<string, string>>;
}

/** Narrows the ledger. */
export function ReceiptFilters({ path, query, actions, names }: ReceiptFiltersProps) {
  const action = queryValue(query, 'action') ?? '';
  const actor = queryValue(query, 'actor') ?? '';
  const actorChoices = Object.entries(names).map(([value, label]) => ({ value, label }));

  return (
    <FilterBar path={path} filtered={isFiltered(query)} columns="lg:grid-cols-[1fr_1fr_1fr_auto_auto_auto]">
      <Field label="Action">
        <Select
          key={action}
          name="action"
          defaultValue={action}
          placeholder="All"
          options={[{ value: '', label: 'All' }, ...withPresent(actions.map(toActionChoice), action)]}
        />
      </Field>
      <Field label="Actor">
        <Select
          key={actor}
          name="actor"
          defaultValue={actor}
          placeholder="Anybody"
          options={[{ value: '', label: 'Anybody' }, ...withPresent(actorChoices, actor)]}
        />
      </Field>
      <Field label="Subject" className="max-lg:col-span-2">
        <Input
          key={queryValue(query, 'subject')}
          name="subject"
          placeholder="con_…"
          defaultValue={queryValue(query, 'subject')}
          maxLength={64}
          autoComplete="off"
          spellCheck={false}
          className="font-mono text-xs"
        />
      </Field>
      <DayFields query={query} className="lg:w-36" />
    </FilterBar>
  );
}

function toActionChoice(action: string) {
  return { value: action, label: actionWords(action) };
}

/** The choices, and the one that the address names when it is none of them. */
function withPresent(choices: readonly { value: string; label: string }[], present: string) {
  if (present === '' || choices.some((choice) => choice.value === present)) return choices;
  return [...choices, { value: present, label: present }];
}
