import type { Tone } from '../../ui/badge.tsx';
import { consolePaths } from '../paths.ts';

/** `member.roleChanged` as people read it: "Member role changed". */
export function actionWords(action: string): string {
  const words = action
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('.', ' ')
    .toLowerCase()
    .replace(/\bapi key\b/, 'API key')
    .replace(/\borganization\b/, 'organisation');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Colour by what happened; the words say the same. */
export function actionTone(action: string): Tone {
  const verb = action.slice(action.indexOf('.') + 1);
  if (/^(created|added|accepted|imported)$/.test(verb)) return 'ok';
  if (/^(deleted|removed|revoked|refused|erased|left|leaked|exposed)$/.test(verb)) return 'danger';
  return 'neutral';
}

const actorKinds: Readonly<Record<string, string>> = {
  usr: 'A person',
  key: 'An API key',
  grt: 'A program of a member',
  operator: 'The operator',
  system: 'Holdfast itself',
  anonymous: 'Nobody signed in',
};

/** Who an opaque id stands for, as far as the reader may know. */
export function actorWords(actor: string, names: Readonly<Record<string, string>>): string {
  return names[actor] ?? actorKinds[actor] ?? actorKinds[prefixOf(actor)] ?? actor;
}

/** The page about what a receipt is about, where there is one. It may be gone: a receipt outlives its subject. */
export function subjectHref(org: string, subject: string): string | null {
  switch (prefixOf(subject)) {
    case 'con':
      return consolePaths.contact(org, subject);
    case 'deal':
      return consolePaths.deal(org, subject);
    case 'imp':
      return consolePaths.import(org, subject);
    case 'sub':
      return consolePaths.request(org, subject);
    case 'key':
      return consolePaths.apiKeys(org);
    case 'mem':
    case 'inv':
      return consolePaths.members(org);
    case 'org':
      return consolePaths.settings(org);
    default:
      return null;
  }
}

export function receiptHref(org: string, seq: number): string {
  return `${consolePaths.receipts(org)}/${seq}`;
}

/** The first and last characters of a long id or hash: enough to tell two apart at a glance. */
export function shortened(text: string, head = 8, tail = 4): string {
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`;
}

function prefixOf(id: string): string {
  return id.split('_')[0] ?? id;
}
