/** A day without a time, such as "2026-12-10", written "10 Dec 2026". It is the same day in every time zone. */
export function CalendarDate({ on }: { on: string }) {
  const date = new Date(`${on}T00:00:00Z`);
  const text = Number.isNaN(date.getTime())
    ? on
    : new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(
        date,
      );
  return (
    <time dateTime={on} className="whitespace-nowrap">
      {text}
    </time>
  );
}
