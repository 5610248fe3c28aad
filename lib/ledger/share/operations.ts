import type { Operation } from '../../access/operation.ts';
import { createShare } from './create-share.ts';
import { listShares } from './list-shares.ts';
import { openShare } from './open-share.ts';
import { peekShare } from './peek-share.ts';
import { projectShare } from './project-share.ts';
import { revokeShare } from './revoke-share.ts';

/** Links by which people outside see receipts. */
export const shareOperations: readonly Operation[] = [
  createShare,
  listShares,
  revokeShare,
  openShare,
  peekShare,
  projectShare,
];
