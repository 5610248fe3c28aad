import type { Operation } from '../access/operation.ts';
import { listBackups } from './backup/list-backups.ts';
import { listDrills } from './backup/list-drills.ts';
import {
  examineBackup,
  listAllBackups,
  listAllDrills,
  restoreIntoFolder,
  restoreOneOrganization,
  runDrill,
  takeBackupNow,
} from './backup/operator-operations.ts';
import { migrateOrganizations } from './migrate-organizations.ts';

/** Work on all databases at once, for whoever runs the installation; and what organisations may know of it. */
export const tenancyOperations: readonly Operation[] = [
  migrateOrganizations,
  listBackups,
  listDrills,
  takeBackupNow,
  listAllBackups,
  examineBackup,
  restoreIntoFolder,
  restoreOneOrganization,
  runDrill,
  listAllDrills,
];
