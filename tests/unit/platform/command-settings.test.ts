import { describe, expect, test } from 'vitest';
import { commandSettingsOf } from '#lib/platform/command-settings.ts';
import { isHoldfastError } from '#lib/platform/errors.ts';

describe('the settings of the command', () => {
  test('are those of its own, and an empty one counts as absent', () => {
    const source = { HOLDFAST_API_KEY: 'key', HOLDFAST_PROFILE: '', HOLDFAST_MASTER_KEY: 'secret', HOME: '/root' };
    expect(commandSettingsOf(source)).toEqual({ HOLDFAST_API_KEY: 'key' });
  });

  test('take proxies by either spelling, the larger one first', () => {
    const lower = { https_proxy: 'http://a', no_proxy: 'b' };
    expect(commandSettingsOf(lower)).toEqual({ HTTPS_PROXY: 'http://a', NO_PROXY: 'b' });
    expect(commandSettingsOf({ ...lower, HTTPS_PROXY: 'http://c' })).toMatchObject({ HTTPS_PROXY: 'http://c' });
  });

  test('that are not of their form are named, without what they hold', () => {
    let refusal: unknown;
    try {
      commandSettingsOf({ HOLDFAST_URL: 'hunter2 and no address' });
    } catch (error) {
      refusal = error;
    }
    const error = isHoldfastError(refusal) ? refusal : null;
    expect(error?.problems.map(({ path }) => path)).toEqual(['HOLDFAST_URL']);
    expect(JSON.stringify([error?.detail, error?.problems, error?.publicMessage])).not.toContain('hunter2');
  });
});
