import { type ControlColumns, operational, organisational, personal } from './classes.ts';

const account = (purpose: string) => personal('member', purpose, 'account');
const session = (purpose: string) => personal('member', purpose, 'session');
const sessionState = operational('Ends the session when it must end', 'session');
const token = operational('Proves one sign-in, once', 'token');
const renewal = operational('Renews the session token', 'session');
const membership = (purpose: string) => personal('member', purpose, 'membership');
const invite = organisational('Which invitations stand open, and who sent them', 'invite');
const audit = (purpose: string) => operational(purpose, 'audit');
const spent = operational('Keeps a one-use value from being used again', 'token');

export const userPrivacy = {
  id: account('Names the account; opaque'),
  email: account('Signing in and writing to the person'),
  name: account('Showing who did what'),
  emailVerifiedAt: account('Trusting the address'),
  frozenUntil: account('Keeping a stranger from changing how the person proves who they are'),
  erasing: account('Ending the erasure of the account, which takes this with it'),
  createdAt: account('Since when the account is there'),
  updatedAt: account('When it last changed'),
} satisfies ControlColumns<'User'>;

export const accountPrivacy = {
  id: account('Names the link; opaque'),
  userId: account('Whose link it is'),
  issuer: account('Which provider signs the person in'),
  subject: account('Who the person is at that provider'),
  createdAt: account('Since when the link is there'),
} satisfies ControlColumns<'Account'>;

export const membershipPrivacy = {
  id: membership('Names the membership; opaque'),
  orgId: membership('Where the person belongs'),
  userId: membership('Who belongs there'),
  role: membership('What the person may do there'),
  factorDueAt: membership('By when the person needs a second factor there'),
  createdAt: membership('Since when the person belongs there'),
  updatedAt: membership('When the role last changed'),
} satisfies ControlColumns<'Membership'>;

export const invitePrivacy = {
  id: invite,
  orgId: invite,
  email: personal('member', 'Whom to invite', 'invite'),
  role: invite,
  tokenHash: token,
  invitedBy: personal('member', 'Who invited, by opaque id', 'invite'),
  createdAt: invite,
  expiresAt: invite,
  acceptedAt: invite,
  revokedAt: invite,
} satisfies ControlColumns<'Invite'>;

export const loginTokenPrivacy = {
  id: token,
  email: personal('member', 'Who asked to sign in', 'token'),
  tokenHash: token,
  codeHash: token,
  codeAttempts: token,
  browserHash: token,
  purpose: token,
  redirectTo: token,
  createdAt: token,
  expiresAt: token,
  consumedAt: token,
} satisfies ControlColumns<'LoginToken'>;

export const sessionPrivacy = {
  id: session('Names the session; opaque'),
  userId: session('Who is signed in'),
  orgId: session('Where the person is signed in'),
  renewalHash: renewal,
  factor: session('Which second factor the person gave'),
  factorAt: session('When the person gave a second factor'),
  method: session('How the person signed in'),
  createdAt: session('Since when the person is signed in'),
  lastSeenAt: session('Showing people their own sessions'),
  idleExpiresAt: sessionState,
  expiresAt: sessionState,
  revokedAt: sessionState,
  userAgent: session('Showing people their own sessions'),
  addressPrefix: session('Showing people their own sessions; the network, not the whole address'),
} satisfies ControlColumns<'Session'>;

export const auditEventPrivacy = {
  id: audit('Names the event'),
  at: audit('When it happened'),
  orgId: audit('Whom it concerns'),
  actor: personal('member', 'Who did it, by opaque id', 'audit'),
  action: audit('What was tried'),
  outcome: audit('Whether it was allowed'),
  reason: audit('Why not'),
  address: personal('visitor', 'Finding attacks by where they come from', 'audit'),
  requestId: audit('Finding the request in the log'),
  detail: personal('member', 'What an investigator needs besides; no secrets', 'audit'),
  door: audit('By which way in'),
  userAgent: personal('visitor', 'Telling programs and devices apart in an investigation', 'audit'),
} satisfies ControlColumns<'AuditEvent'>;

export const spentTokenPrivacy = {
  hash: spent,
  purpose: spent,
  expiresAt: spent,
} satisfies ControlColumns<'SpentToken'>;
