'use client';

import { DayFields } from '../../tables/day-fields.tsx';
import { FilterBar } from '../../tables/filter-bar.tsx';
import { type PageQuery, queryValue } from '../../tables/query-string.ts';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { isFiltered } from './audit-filter.ts';
import { auditActionWords } from './audit-words.ts';

export interface AuditFiltersProps {
  path: string;
  query: PageQuery;
  /** Actions to offer, for example `api.authenticate`. */
  actions: readonly string[];
  /** Names by opaque id of those to offer as actors. */
  names: Readonly<Record<string, string>>;
}

const outcomes = [
  { value: '', label: 'All' },
  { value: 'ok', label: 'Allowed' },
  { value: 'refused', label: 'Refused' },
];

/** Narrows the log. */
export function AuditFilters({ path, query, actions, names }: AuditFiltersProps) {
  const actorChoices = Object.entries(names).map(([value, label]) => ({ value, label }));
  const actionChoices = actions
    .map((value) => ({ value, label: auditActionWords(value) }))
    .sort((a, b) => a.label.localeCompare(b.label));

  return (
    <FilterBar path={path} filtered={isFiltered(query)} columns="lg:grid-cols-4" applyOnOwnRow={false}>
      <ChoiceField
        name="action"
        label="Action"
        query={query}
        options={[{ value: '', label: 'All' }, ...actionChoices]}
      />
      <ChoiceField
        name="actor"
        label="Actor"
        query={query}
        options={[{ value: '', label: 'Anybody' }, ...actorChoices]}
      />
      <ChoiceField name="outcome" label="Outcome" query={query} options={outcomes} />
      <WordField name="reason" label="Reason" placeholder="key_revoked" query={query} />
      <WordField name="address" label="Address" placeholder="203.0.113.7" query={query} />
      <DayFields query={query} />
    </FilterBar>
  );
}

interface FilterField {
  name: string;
  label: string;
  query: PageQuery;
}

/** The choices, and the one that the address names when it is none of them. */
function ChoiceField({ name, label, query, options }: FilterField & { options: readonly Choice[] }) {
  const present = queryValue(query, name) ?? '';
  const known = options.some((option) => option.value === present);
  return (
    <Field label={label}>
      <Select
        key={present}
        name={name}
        defaultValue={present}
        placeholder={options[0]?.label ?? ''}
        options={known ? options : [...options, { value: present, label: present }]}
      />
    </Field>
  );
}

interface Choice {
  value: string;
  label: string;
}

function WordField({ name, label, query, placeholder }: FilterField & { placeholder: string }) {
  const present = queryValue(query, name);
  return (
    <Field label={label}>
      <Input
        key={present}
        name={name}
        defaultValue={present}
        placeholder={placeholder}
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        className="font-mono text-xs"
      />
    </Field>
  );
}
