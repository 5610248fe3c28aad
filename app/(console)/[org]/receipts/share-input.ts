const filterNames = ['seq', 'action', 'actor', 'subject', 'from', 'to'] as const;

/** The input of `shares.create` as the form of the console has it: empty fields are absent, days count from now. */
export function shareInput(form: FormData, now: Date): Record<string, unknown> {
  const given = (name: string) => form.get(name) || undefined;
  const filter = Object.fromEntries(filterNames.map((name) => [name, given(name)]));
  const days = Number(form.get('days'));
  return {
    ...filter,
    label: form.get('label'),
    reveal: given('reveal'),
    usesMax: given('usesMax'),
    // What is no number of days is left to the operation, which knows how long a link lives.
    expiresAt: days > 0 && days <= 366 ? new Date(now.getTime() + days * 86_400_000).toISOString() : undefined,
  };
}
