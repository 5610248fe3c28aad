/** Addresses on the way in. */
export const authPaths = {
  signIn: (next?: string) => (next === undefined ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`),
  signOut: '/sign-out',
  code: '/sign-in/check',
  connectGoogle: '/sign-in/google',
  invite: (token: string) => `/invite?token=${encodeURIComponent(token)}`,
  organizations: '/organizations',
  chooseFor: (target: string) => `/organizations?to=${encodeURIComponent(target)}`,
  newOrganization: '/organizations/new',
  mailbox: '/dev/mailbox',
} as const;
