import type { Operation } from '../access/operation.ts';
import { exportAuditEvents } from './export-events.ts';
import { exportInstallationEvents, listInstallationEvents } from './installation-events.ts';
import { listAuditEvents } from './list-events.ts';

/** Reading the audit log. Doors and operations write to it as they go: lib/access/audit.ts. */
export const auditOperations: readonly Operation[] = [
  listAuditEvents,
  exportAuditEvents,
  listInstallationEvents,
  exportInstallationEvents,
];
