import { auditActions, isAuditAction } from '#lib/access/audit-actions.ts';
import type { Tone } from '../../ui/badge.tsx';
import { actorWords } from '../receipts/receipt-words.ts';
import type { AuditItem } from './audit-types.ts';

/** `limit.hit` as people read it: "Rate limit hit". */
export function auditActionWords(action: string): string {
  return isAuditAction(action) ? auditActions[action] : action;
}

/** Colour by how it ended; the words say the same. */
export function auditTone({ action, outcome }: Pick<AuditItem, 'action' | 'outcome'>): Tone {
  if (outcome === 'ok') return 'neutral';
  return action === 'limit.hit' ? 'warn' : 'danger';
}

/** `key_revoked` as people read it: "Key revoked". */
export function reasonWords(reason: string): string {
  const words = reason.replace(/[._-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Who acted, as far as the reader may know. */
export function auditActorWords({ actor, actorName }: Pick<AuditItem, 'actor' | 'actorName'>): string {
  if (actor === null) return 'Nobody proven';
  if (actorName !== null) return actor.startsWith('key_') ? `Key ${actorName}` : actorName;
  return actorWords(actor, {});
}

const doors: Readonly<Record<string, string>> = {
  api: 'API',
  page: 'A page',
  action: 'A form of the console',
  cli: 'Command line',
  job: 'Background work',
};

/** The way in, as people call it. */
export function doorWords(door: string): string {
  return doors[door] ?? door;
}

/** `keyId` as people read it: "Key id". */
export function detailWords(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
