/** One entry for each line that holds anything. */
export function addressLines(field: FormDataEntryValue | null): string[] {
  return String(field ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** The end of a day in UTC, as an instant; undefined when no day was chosen. What is no day goes on as it is. */
export function endOfDay(field: FormDataEntryValue | null): string | undefined {
  const day = String(field ?? '');
  if (day === '') return undefined;
  const startsMs = Date.parse(`${day}T00:00:00.000Z`);
  return Number.isNaN(startsMs) ? day : new Date(startsMs + 86_400_000).toISOString();
}
