import { describe, expect, it } from 'vitest';
import { scopeGroups, scopeSummary } from '../../../../components/console/api-keys/scope-text.ts';
import { deviceOf } from '../../../../components/console/sessions/device-name.ts';
import { keyScopes, permissions } from '../../../../lib/access/permissions.ts';

describe('the scope table', () => {
  it('holds every scope that a key can be given, each once', () => {
    const groups = scopeGroups(keyScopes.map((name) => ({ name, title: permissions[name] })));
    const held = groups.flatMap(({ read, write, others }) => [read, write, ...others]);
    const names = held.flatMap((scope) => (scope ? [scope.name] : []));
    expect(names.toSorted()).toEqual(keyScopes.toSorted());
  });

  it('sums scopes up by thing', () => {
    expect(scopeSummary(['apiKeys:read', 'contacts:read', 'contacts:write'])).toEqual([
      'API keys: read',
      'Contacts: read, write',
    ]);
    expect(scopeSummary(['*'])).toEqual(['Everything a key can do']);
  });
});

describe('the device of a session', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/141.0 Safari/537.36',
      'Chrome on macOS',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1',
      'Safari on iPhone',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0', 'Firefox on Linux'],
    ['Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36', 'Chrome on Android'],
    ['curl/8.9.1', 'curl'],
    ['<script>alert(1)</script>', 'Unknown device'],
    ['', 'Unknown device'],
  ])('%s is called %s', (userAgent, name) => {
    expect(deviceOf(userAgent).name).toBe(name);
  });
});
