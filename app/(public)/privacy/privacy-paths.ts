/** Where a form leads on; the organisation is named by the form, so it is held to the form of a slug. */
export function confirmPath(form: FormData, requestId: string): string {
  const org = form.get('org');
  if (typeof org !== 'string' || !/^[a-z0-9][a-z0-9-]*$/.test(org)) return '/';
  return `/privacy/${org}/confirm?request=${encodeURIComponent(requestId)}`;
}
