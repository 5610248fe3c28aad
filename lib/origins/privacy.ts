import { type ControlColumns, organisational, personal } from '../privacy/classes.ts';

const allowed = organisational('Where browsers may call the API from');

export const allowedOriginPrivacy = {
  id: allowed,
  orgId: allowed,
  origin: allowed,
  createdBy: personal('member', 'Who allowed it, by opaque id', 'organisation'),
  createdAt: allowed,
} satisfies ControlColumns<'AllowedOrigin'>;
