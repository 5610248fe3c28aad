'use client';

import { consentLanguages, consentMethods } from '#lib/consent/categories.ts';
import { DayFields } from '../../tables/day-fields.tsx';
import { FilterBar } from '../../tables/filter-bar.tsx';
import { type PageQuery, queryValue, withQuery } from '../../tables/query-string.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { isFiltered } from './consent-filter.ts';
import { languageWords, methodWords } from './consent-words.ts';

interface ConsentFiltersProps {
  path: string;
  query: PageQuery;
  /** The storefront that the page is about; it stays. */
  storefront: string | undefined;
}

const methods = consentMethods.map((value) => ({ value, label: methodWords[value] }));
const languages = consentLanguages
  .map((value) => ({ value, label: languageWords(value) }))
  .sort((one, other) => one.label.localeCompare(other.label, 'en'));

/** Narrows the table of choices. */
export function ConsentFilters({ path, query, storefront }: ConsentFiltersProps) {
  const method = queryValue(query, 'method');
  const language = queryValue(query, 'language');
  return (
    <FilterBar
      path={path}
      filtered={isFiltered(query)}
      clearHref={withQuery(path, {}, { storefront: storefront ?? null })}
      columns="lg:grid-cols-[1.2fr_1.2fr_1fr_1fr_auto]"
    >
      {storefront === undefined ? null : <input type="hidden" name="storefront" value={storefront} />}
      <Field label="Choice">
        <Select
          key={method}
          name="method"
          defaultValue={method ?? ''}
          options={[{ value: '', label: 'Any' }, ...methods]}
          placeholder="Any"
        />
      </Field>
      <Field label="Language">
        <Select
          key={language}
          name="language"
          defaultValue={language ?? ''}
          options={[{ value: '', label: 'Any' }, ...languages]}
          placeholder="Any"
        />
      </Field>
      <DayFields query={query} />
    </FilterBar>
  );
}
