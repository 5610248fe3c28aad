import type { Operation } from './access/operation.ts';
import { createApiKey } from './api-keys/create-key.ts';
import { listApiKeys } from './api-keys/list-keys.ts';
import { readCaller } from './api-keys/read-caller.ts';
import { readApiKey } from './api-keys/read-key.ts';
import { revokeApiKey } from './api-keys/revoke-key.ts';
import { crmOperations } from './crm/operations.ts';
import { identityOperations } from './identity/operations.ts';
import { listReceipts } from './ledger/list-receipts.ts';
import { readReceipt } from './ledger/read-receipt.ts';
import { verifyOwnLedger } from './ledger/verify-ledger.ts';

/**
 * Everything that the product does. The router, the operators' door, the documents and the attack tests are made from
 * this list; an operation that is not in it has no door.
 */
export const operations: readonly Operation[] = [
  // Sign-in, sessions, organisations, members
  ...identityOperations,
  // API keys
  readCaller,
  createApiKey,
  listApiKeys,
  readApiKey,
  revokeApiKey,
  // Contacts, deals, activities
  ...crmOperations,
  // Ledger
  listReceipts,
  readReceipt,
  verifyOwnLedger,
];
