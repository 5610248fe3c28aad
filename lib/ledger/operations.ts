import type { Operation } from '../access/operation.ts';
import { auditLedger } from './audit/audit-ledger.ts';
import { listAudits } from './audit/list-audits.ts';
import { exportLedger } from './export-ledger.ts';
import { exportLedgerPart } from './export-ledger-part.ts';
import { listCheckpoints } from './list-checkpoints.ts';
import { listLedgerKeys } from './list-keys.ts';
import { listReceipts } from './list-receipts.ts';
import { proveConsistency } from './prove-consistency.ts';
import { proveInclusion } from './prove-inclusion.ts';
import { publishCheckpoint } from './publish/publish-checkpoint.ts';
import { readPublication } from './publish/read-publication.ts';
import { updatePublication } from './publish/update-publication.ts';
import { readCheckpoint } from './read-checkpoint.ts';
import { readReceipt } from './read-receipt.ts';
import { rotateKey } from './rotate-key.ts';
import { verifyOwnLedger } from './verify-ledger.ts';
import { addCheckpoint } from './witness/add-checkpoint.ts';
import { readWitness } from './witness/read-key.ts';

/** Reading, proving and checking the ledger. Nothing appends to it but the writes of other operations and of its keys. */
export const ledgerOperations: readonly Operation[] = [
  listReceipts,
  readReceipt,
  verifyOwnLedger,
  readCheckpoint,
  listCheckpoints,
  proveInclusion,
  proveConsistency,
  exportLedger,
  exportLedgerPart,
  listLedgerKeys,
  rotateKey,
  auditLedger,
  listAudits,
  readPublication,
  updatePublication,
  publishCheckpoint,
  addCheckpoint,
  readWitness,
];
