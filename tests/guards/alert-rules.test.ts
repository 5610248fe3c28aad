import { describe, expect, it } from 'vitest';
import { type AlertRule, alertRules } from '#lib/alerts/rules.ts';
import { productModules } from './support/modules.ts';

/** Rules that some module raises: by name, in a call or beside one. */
function raisedRules(sources: readonly string[]): Set<string> {
  return new Set(
    sources.flatMap((source) => [...source.matchAll(/'([a-z]+\.[a-zA-Z]+)'/g)].map(([, name = '']) => name)),
  );
}

const sources = productModules()
  .filter(({ path, source }) => path !== 'lib/alerts/rules.ts' && /\b(?:raise|report)\(/.test(source))
  .map(({ source }) => source);

describe('the rules of alerts', () => {
  it('are raised by somebody, each of them', () => {
    const raised = raisedRules(sources);
    expect(Object.keys(alertRules).filter((rule) => !raised.has(rule))).toEqual([]);
    expect(raisedRules(["alerts.raise(orgId, 'ledger.mismatch', x)"])).toEqual(new Set(['ledger.mismatch']));
  });

  it('say what they mean and what to do, and tell nobody more often than every hour', () => {
    for (const [name, rule] of Object.entries<AlertRule>(alertRules)) {
      expect(name).toMatch(/^[a-z]+\.[a-z][A-Za-z]+$/);
      expect(rule.title, name).toMatch(/^[A-Z].*[^.]$/);
      for (const text of [rule.means, rule.whatToDo]) expect(text, name).toMatch(/^[A-Z].*\.$/s);
      expect(rule.dedupeSeconds, name).toBeGreaterThanOrEqual(3_600);
    }
  });
});
