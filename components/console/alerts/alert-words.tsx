import { alertRules, isAlertRule } from '#lib/alerts/rules.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import type { AlertItem, DeliveryItem } from './alert-types.ts';

/** `ledger.mismatch` as people read it. */
export function ruleWords(rule: string): string {
  return isAlertRule(rule) ? alertRules[rule].title : rule;
}

export const stateWords: Readonly<Record<AlertItem['state'], string>> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  resolved: 'Settled',
};

export const severityWords: Readonly<Record<AlertItem['severity'], string>> = {
  critical: 'Critical',
  warning: 'Warning',
};

const stateTones: Readonly<Record<AlertItem['state'], Tone>> = { open: 'danger', acknowledged: 'info', resolved: 'ok' };

export function StateBadge({ state }: { state: AlertItem['state'] }) {
  return <Badge tone={stateTones[state]}>{stateWords[state]}</Badge>;
}

export function SeverityBadge({ severity }: { severity: AlertItem['severity'] }) {
  return (
    <Badge dot tone={severity === 'critical' ? 'danger' : 'warn'}>
      {severityWords[severity]}
    </Badge>
  );
}

/** `foundBy` as people read it: "Found by". */
export function detailWords(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `status_503` as people read it: "Status 503". */
export function failureWords(word: string): string {
  const words = word.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const deliveryLooks: Readonly<Record<DeliveryItem['state'], { readonly tone: Tone; readonly words: string }>> = {
  waiting: { tone: 'info', words: 'Waiting' },
  sent: { tone: 'ok', words: 'Sent' },
  failed: { tone: 'danger', words: 'Given up' },
};

export function DeliveryBadge({ state }: { state: DeliveryItem['state'] }) {
  return <Badge tone={deliveryLooks[state].tone}>{deliveryLooks[state].words}</Badge>;
}
