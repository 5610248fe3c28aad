import type { Operation } from './access/operation.ts';
import { alertOperations } from './alerts/operations.ts';
import { apiKeyOperations } from './api-keys/operations.ts';
import { auditOperations } from './audit/operations.ts';
import { consentOperations } from './consent/operations.ts';
import { consentScanOperations } from './consent/scan/operations.ts';
import { contractOperations } from './contract/operations.ts';
import { crmOperations } from './crm/operations.ts';
import { fileOperations } from './files/operations.ts';
import { identityOperations } from './identity/operations.ts';
import { interactionOperations } from './interactions/operations.ts';
import { ledgerOperations } from './ledger/operations.ts';
import { shareOperations } from './ledger/share/operations.ts';
import { originOperations } from './origins/operations.ts';
import { archiveOperations } from './privacy/archive/operations.ts';
import { erasureOperations } from './privacy/erasure/operations.ts';
import { exportOperations } from './privacy/export/operations.ts';
import { holdOperations } from './privacy/holds/operations.ts';
import { inventoryOperations } from './privacy/inventory/operations.ts';
import { personOperations } from './privacy/persons/operations.ts';
import { subjectRequestOperations } from './privacy/requests/operations.ts';
import { retentionOperations } from './privacy/retention/operations.ts';
import { storefrontImageOperations } from './storefronts/images/operations.ts';
import { storefrontOperations } from './storefronts/operations.ts';
import { tenancyOperations } from './tenancy/operations.ts';

/**
 * Everything that the product does. The router, the operators' door, the documents and the attack tests are made from
 * this list; an operation that is not in it has no door.
 */
export const operations: readonly Operation[] = [
  ...identityOperations,
  ...crmOperations,
  ...interactionOperations,
  ...fileOperations,
  ...apiKeyOperations,
  ...originOperations,
  ...auditOperations,
  ...alertOperations,
  ...ledgerOperations,
  ...shareOperations,
  ...storefrontOperations,
  ...storefrontImageOperations,
  ...consentOperations,
  ...consentScanOperations,
  ...exportOperations,
  ...retentionOperations,
  ...holdOperations,
  ...inventoryOperations,
  ...personOperations,
  ...contractOperations,
  ...subjectRequestOperations,
  ...erasureOperations,
  ...archiveOperations,
  ...tenancyOperations,
];
