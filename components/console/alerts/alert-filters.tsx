'use client';

import { alertRuleNames, alertSeverities } from '#lib/alerts/rules.ts';
import { alertStates } from '#lib/alerts/schema.ts';
import { FilterBar } from '../../tables/filter-bar.tsx';
import type { PageQuery } from '../../tables/query-string.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { alertFilterOf, isFiltered } from './alert-filter.ts';
import { ruleWords, severityWords, stateWords } from './alert-words.tsx';

const all = { value: '', label: 'All' };
const states = [all, ...alertStates.map((value) => ({ value, label: stateWords[value] }))];
const severities = [all, ...alertSeverities.map((value) => ({ value, label: severityWords[value] }))];
const rules = [all, ...alertRuleNames.map((value) => ({ value, label: ruleWords(value) }))];

/** Narrows the list. */
export function AlertFilters({ path, query }: { path: string; query: PageQuery }) {
  const { state = '', severity = '', rule = '' } = alertFilterOf(query);

  return (
    <FilterBar path={path} filtered={isFiltered(query)} columns="lg:grid-cols-[1fr_1fr_2fr_auto]">
      <Field label="State">
        <Select key={state} name="state" defaultValue={state} placeholder="All" options={states} />
      </Field>
      <Field label="Severity">
        <Select key={severity} name="severity" defaultValue={severity} placeholder="All" options={severities} />
      </Field>
      <Field label="What" className="max-lg:col-span-2">
        <Select key={rule} name="rule" defaultValue={rule} placeholder="All" options={rules} />
      </Field>
    </FilterBar>
  );
}
