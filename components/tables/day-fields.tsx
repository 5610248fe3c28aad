import { Field } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { type PageQuery, queryValue } from './query-string.ts';

export interface DayFieldsProps {
  query: PageQuery;
  className?: string | undefined;
}

/** The first and the last day of a list, as `daySpanOf` reads them from the address. */
export function DayFields({ query, className }: DayFieldsProps) {
  return (
    <>
      <DayField name="from" label="From" {...{ query, className }} />
      <DayField name="to" label="To" {...{ query, className }} />
    </>
  );
}

function DayField({ name, label, query, className }: DayFieldsProps & { name: 'from' | 'to'; label: string }) {
  const day = queryValue(query, name);
  return (
    <Field label={label}>
      <Input key={day} type="date" name={name} defaultValue={day} className={className} />
    </Field>
  );
}
