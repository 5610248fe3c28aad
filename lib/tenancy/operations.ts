import type { Operation } from '../access/operation.ts';
import { migrateOrganizations } from './migrate-organizations.ts';

/** Work on all databases at once, for whoever runs the installation. */
export const tenancyOperations: readonly Operation[] = [migrateOrganizations];
