import { mayDo, type Principal } from '../../access/principal.ts';
import { fail } from '../../platform/errors.ts';
import { visibleName } from '../contact-name.ts';
import { type ActivityAnswer, activityKinds } from './schema.ts';
import type { ActivityRow } from './store.ts';

/** An activity as it leaves the product. */
export function presentActivity(row: ActivityRow, principal: Principal): ActivityAnswer {
  const kind = activityKinds.find((name) => name === row.kind);
  if (kind === undefined) throw fail('internal', { detail: `an activity of the unknown kind ${row.kind}` });
  return {
    id: row.id,
    kind,
    subject: row.subject,
    body: row.body,
    dueAt: row.dueAt,
    doneAt: row.doneAt,
    contactId: row.contactId,
    contactName: visibleName(principal, row.contactName),
    dealId: row.dealId,
    dealTitle: mayDo(principal, 'deals:read') ? row.dealTitle : null,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** What a receipt tells of an activity: its own fields, not the names of what it points to. */
export function activityContent(row: ActivityRow) {
  return {
    kind: row.kind,
    subject: row.subject,
    body: row.body,
    dueAt: row.dueAt,
    doneAt: row.doneAt,
    contactId: row.contactId,
    dealId: row.dealId,
  };
}
