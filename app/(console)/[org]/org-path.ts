/**
 * A path in the organisation whose page the form stood on. The form names it, so it is held to the form of a slug: a
 * redirect never leaves this site.
 */
export function orgPath(form: FormData, rest: string): string {
  const org = form.get('org');
  return typeof org === 'string' && /^[a-z0-9][a-z0-9-]*$/.test(org) ? `/${org}/${rest}` : '/';
}
