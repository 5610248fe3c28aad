import type { Operation } from '../../access/operation.ts';
import { approveErasure } from './approve-erasure.ts';
import { cancelErasure } from './cancel-erasure.ts';
import { eraseOrganization } from './erase-organization.ts';
import { listErasures, readErasureRecord } from './list-erasures.ts';
import { proposeErasure } from './propose-erasure.ts';
import { downloadErasureCertificate, readErasureCertificate } from './read-certificate.ts';
import { readErasure } from './read-erasure.ts';
import { updateErasureSettings } from './update-settings.ts';

/** Erasing an organisation, and proving that it was. */
export const erasureOperations: readonly Operation[] = [
  readErasure,
  proposeErasure,
  approveErasure,
  cancelErasure,
  updateErasureSettings,
  readErasureCertificate,
  downloadErasureCertificate,
  eraseOrganization,
  listErasures,
  readErasureRecord,
];
