import { operation } from '../access/operation.ts';
import { fail } from '../platform/errors.ts';
import type { ConsentLanguage } from './categories.ts';
import { requireConsents } from './own-consents.ts';
import { readPolicy } from './policy.ts';
import { presentOwnConsent } from './present.ts';
import { OwnConsents, TaggedConsents } from './schema.ts';

/**
 * What a visitor was asked and chose, newest first, with what was asked word for word. For the public door.
 * @throws `not_found`; `internal` when what is kept is not what was asked.
 */
export const showOwnConsents = operation({
  name: 'consents.showOwn',
  title: 'Show a visitor their choices',
  permission: 'consents:read',
  feature: undefined,
  limits: [],
  input: TaggedConsents,
  output: OwnConsents,
  writes: false,
  run: async (ctx, { storefrontId, tag }) => {
    const rows = await requireConsents(ctx.db, storefrontId, tag);
    const policies = [];
    for (const hash of new Set(rows.map(({ policy }) => policy))) {
      const policy = await readPolicy(ctx.db, storefrontId, hash);
      if (policy === undefined) throw fail('internal', { detail: `policy ${hash} is gone` });
      const { texts, categories, services, gpc, version: _version, ...shown } = policy.snapshot;
      const languages = new Set(rows.filter((row) => row.policy === hash).map(({ language }) => language));
      const inUse = Object.entries(texts).filter(([language]) => languages.has(language as ConsentLanguage));
      policies.push({
        ...{ ...shown, categories: [...categories], services: [...services], gpc: [...gpc] },
        ...{ policy: hash, since: policy.since, texts: Object.fromEntries(inUse) },
      });
    }
    return { organization: ctx.org.name, choices: rows.map(presentOwnConsent), policies };
  },
});
