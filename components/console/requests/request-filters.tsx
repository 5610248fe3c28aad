'use client';

import { kindWords, requestKinds } from '#lib/privacy/requests/kinds.ts';
import { requestStates } from '#lib/privacy/requests/schema.ts';
import { FilterBar } from '../../tables/filter-bar.tsx';
import type { PageQuery } from '../../tables/query-string.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { isFiltered, requestFilterOf } from './request-filter.ts';
import { stateWords } from './request-words.tsx';

const all = { value: '', label: 'All' };
const states = [all, ...requestStates.map((value) => ({ value, label: stateWords(value) }))];
const kinds = [all, ...requestKinds.map((value) => ({ value, label: kindWords[value].title }))];
const terms = [
  { value: '', label: 'Any time' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'week', label: 'Within 7 days' },
];

/** Narrows the list. */
export function RequestFilters({ path, query }: { path: string; query: PageQuery }) {
  const { state = '', kind = '', due = '' } = requestFilterOf(query);
  return (
    <FilterBar path={path} filtered={isFiltered(query)} columns="lg:grid-cols-[1fr_1fr_1fr_auto]">
      <Field label="State">
        <Select key={state} name="state" defaultValue={state} placeholder="All" options={states} />
      </Field>
      <Field label="Kind">
        <Select key={kind} name="kind" defaultValue={kind} placeholder="All" options={kinds} />
      </Field>
      <Field label="To be answered" className="max-lg:col-span-2">
        <Select key={due} name="due" defaultValue={due} placeholder="Any time" options={terms} />
      </Field>
    </FilterBar>
  );
}
