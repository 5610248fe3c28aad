import type { Operation } from '../../access/operation.ts';
import { cutOrganization } from './cut-organization.ts';
import { listRetentionHistory } from './list-history.ts';
import { listRetention } from './list-rules.ts';
import { previewRetention } from './preview-cut.ts';
import { runRetention } from './run-cut.ts';
import { updateRetention } from './update-rule.ts';

/** How long what is kept, and its removal. CLAIMS G6. */
export const retentionOperations: readonly Operation[] = [
  listRetention,
  updateRetention,
  previewRetention,
  runRetention,
  listRetentionHistory,
  cutOrganization,
];
