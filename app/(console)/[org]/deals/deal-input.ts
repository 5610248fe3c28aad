import { minorDigits } from '../../../../components/console/deals/deal-words.ts';
import { textOf, textOrNull } from '../form-text.ts';

/** What the deal form sends, as the operation takes it. Without an amount the currency is left out. */
export function dealFields(form: FormData) {
  const amount = textOf(form, 'amount').trim();
  const currency = textOf(form, 'currency').trim().toUpperCase();
  return {
    contactId: textOrNull(form, 'contactId'),
    title: textOf(form, 'title'),
    stage: textOf(form, 'stage'),
    amountMinor: amount === '' ? null : minorUnits(amount, currency),
    currency: amount === '' || currency === '' ? null : currency,
    expectedCloseOn: textOrNull(form, 'expectedCloseOn'),
    notes: textOrNull(form, 'notes'),
  };
}

export function dealChange(form: FormData) {
  return { id: textOf(form, 'id'), version: textOf(form, 'version'), ...dealFields(form) };
}

/**
 * "1,999.50" or "1999.5" in the smallest unit of the currency, by its digits alone: never through binary fractions.
 * @returns the text itself when it is no such amount, for the operation to refuse.
 */
export function minorUnits(text: string, currency: string): number | string {
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/.exec(text.replace(/[\s\u00a0]/g, ''));
  if (match === null || !/^[A-Z]{3}$/.test(currency)) return text;
  const digits = minorDigits(currency);
  const fraction = match[2] ?? '';
  if (fraction.length > digits) return text;
  return Number(`${match[1]?.replaceAll(',', '')}${fraction.padEnd(digits, '0')}`);
}
