import { describe, expect, it } from 'vitest';
import { brokenImports, importCircles, importRules, knownModules } from './support/import-rules.ts';
import { parseModule, productModules } from './support/modules.ts';

const modules = productModules();
const known = knownModules(modules);

describe('imports run one way', () => {
  it('sees the whole product', () => {
    expect(modules.length).toBeGreaterThan(250);
    expect(modules.flatMap((module) => module.imports).length).toBeGreaterThan(800);
    expect(known.operations.size).toBeGreaterThan(40);
    for (const folder of ['lib/platform/', 'lib/access/', 'lib/tenancy/', 'lib/http/', 'lib/crm/', 'server/', 'cli/']) {
      expect(modules.filter((module) => module.path.startsWith(folder)).length, folder).toBeGreaterThan(3);
    }
  });

  it('resolves every import of our own files', () => {
    const paths = new Set(modules.map((module) => module.path));
    const missing = modules.flatMap((module) =>
      module.imports
        .filter(
          ({ target }) =>
            target !== null && /^(?:lib|components|app|server|cli)\//.test(target) && !target.endsWith('.css'),
        )
        .filter(({ target }) => !paths.has(target as string) && !/\.(?:json|svg|d\.ts)$/.test(target as string))
        .map(({ target }) => `${module.path} imports ${target}`),
    );
    expect(missing).toEqual([]);
  });

  it('without an import that breaks a rule', () => {
    expect(brokenImports(modules, known)).toEqual([]);
  });

  it('without circles', () => {
    expect(importCircles(modules)).toEqual([]);
  });
});

/** For each rule, imports that must be found, and imports that are fine. */
const samples: Record<
  string,
  { readonly bad: readonly [path: string, source: string][]; readonly good: readonly [string, string][] }
> = {
  'lib/platform knows no domain': {
    bad: [
      ['lib/platform/mail/mailer.ts', "import { listContacts } from '#lib/crm/contacts/list-contacts.ts'"],
      ['lib/platform/log.ts', "export { limits } from '../access/limits.ts'"],
      ['lib/platform/log.ts', "const x = await import('../access/limits.ts')"],
    ],
    good: [
      [
        'lib/platform/log.ts',
        "import type { LimitName } from '../access/limits.ts'; import { fail } from './errors.ts'",
      ],
    ],
  },
  'lib/access builds on lib/platform alone': {
    bad: [['lib/access/roles.ts', "import { runtime } from '../runtime.ts'"]],
    good: [['lib/access/execute.ts', "import { runtime } from '../runtime.ts'"]],
  },
  'lib/tenancy builds on': {
    bad: [['lib/tenancy/pool.ts', "import { readLedger } from '../ledger/store.ts'"]],
    good: [['lib/tenancy/outbox.ts', "import { appendReceipt } from '../ledger/append.ts'"]],
  },
  'lib/idempotency builds on': {
    bad: [['lib/idempotency/run-once.ts', "import { createContact } from '../crm/contacts/create-contact.ts'"]],
    good: [['lib/idempotency/run-once.ts', "import { watchWrites } from '../tenancy/watch-writes.ts'"]],
  },
  'a domain imports itself': {
    bad: [
      ['lib/crm/contacts/read-contact.ts', "import { hashKey } from '../../api-keys/key-hash.ts'"],
      ['lib/crm/contacts/read-contact.ts', "import { openTenant } from '../../tenancy/file-engine.ts'"],
      ['lib/crm/write-change.ts', "import { runOnce } from '../idempotency/run-once.ts'"],
      ['lib/crm/contacts/read-contact.ts', "import { createApiRouter } from '../../http/router.ts'"],
    ],
    good: [
      ['lib/crm/contacts/read-contact.ts', "import { readApiKey } from '../../api-keys/read-key.ts'"],
      ['lib/crm/contacts/read-contact.ts', "import { appendReceipt } from '#lib/ledger/append.ts'"],
      ['lib/crm/deals/read-deal.ts', "import { presentContact } from '../contacts/present.ts'"],
    ],
  },
  'lib imports nothing from the application': {
    bad: [['lib/http/page-door.ts', "import { Shell } from '../../components/shell/shell.tsx'"]],
    good: [],
  },
  'only its own domain touches a store': {
    bad: [
      ['lib/crm/contacts/read-contact.ts', "import type { KeyRow } from '../../api-keys/store.ts'"],
      ['app/(console)/[org]/contacts/page.tsx', "import { listKeys } from '#lib/api-keys/store.ts'"],
      ['lib/http/router.ts', "import { findSession } from '../identity/session-store.ts'"],
    ],
    good: [['lib/api-keys/read-key.ts', "import { findKey } from './store.ts'"]],
  },
  'components know schemas': {
    bad: [
      ['components/ui/x.tsx', "import { runtime } from '#lib/runtime.ts'"],
      ['components/ui/x.tsx', "import { authenticate } from '#lib/http/authenticate.ts'"],
      ['components/ui/x.tsx', "import Page from '../../app/page.tsx'"],
    ],
    good: [
      [
        'components/ui/x.tsx',
        "import { CreateApiKey } from '#lib/api-keys/schema.ts'; import { Button } from './button.tsx'",
      ],
    ],
  },
  'app parses addresses': {
    bad: [
      ['app/page.tsx', "import { runtime } from '#lib/runtime.ts'"],
      ['app/page.tsx', "import { openControl } from '#lib/tenancy/control.ts'"],
      ['app/page.tsx', "import { settleReceipts } from '#lib/tenancy/outbox.ts'"],
      ['app/page.tsx', "import { start } from '../server/start-server.ts'"],
      ['app/page.tsx', "const { openDatabase } = await import('#lib/platform/db/sqlite.ts')"],
    ],
    good: [
      [
        'app/page.tsx',
        "import { listApiKeys } from '#lib/api-keys/list-keys.ts'; import { roles } from '#lib/access/roles.ts'",
      ],
    ],
  },
  'server and cli serve the doors': {
    bad: [['server/api.ts', "import { createContact } from '../lib/crm/contacts/create-contact.ts'"]],
    good: [['server/api.ts', "import { operations } from '#lib/registry.ts'"]],
  },
  'Next stays out of lib': {
    bad: [
      ['lib/crm/contacts/read-contact.ts', "import { headers } from 'next/headers'"],
      ['lib/identity/sessions.ts', "import { getServerSession } from 'next-auth'"],
    ],
    good: [['lib/http/page-door.ts', "import { headers } from 'next/headers'"]],
  },
  'only lib/tenancy opens databases': {
    bad: [
      ['lib/crm/contacts/read-contact.ts', "import { PrismaClient } from '#prisma/tenant'"],
      ['lib/crm/contacts/read-contact.ts', "import Sqlite from 'better-sqlite3-multiple-ciphers'"],
      ['server/api.ts', "import { DatabaseSync } from 'node:sqlite'"],
      ['cli/verbs/peek.ts', "import { openDatabase } from '#lib/platform/db/sqlite.ts'"],
    ],
    good: [['lib/privacy/classes.ts', "import type { Prisma } from '#prisma/tenant'"]],
  },
  'the verifier shares no code': {
    bad: [
      ['lib/ledger/verify.ts', "import { canonicalJson } from './canonical.ts'"],
      ['lib/ledger/verify.ts', "import { receiptHash } from './receipt.ts'"],
      ['lib/ledger/verify.ts', "import { sha256 } from '../platform/crypto/digest.ts'"],
      ['lib/ledger/verify.ts', "import canonicalize from 'canonicalize'"],
      ['lib/ledger/verify-tree.ts', "import { rootOf } from './tree.ts'"],
      ['lib/ledger/verify-note.ts', "import { openCheckpointNote } from './note.ts'"],
      ['lib/ledger/verify-keys.ts', "import type { KeyStatement } from './key-store.ts'"],
    ],
    good: [
      ['lib/ledger/verify.ts', "import { hash } from 'node:crypto'"],
      ['lib/ledger/verify.ts', "import { VerifierTree } from './verify-tree.ts'"],
      ['lib/ledger/verify-ledger.ts', "import { listCheckpointRows } from './checkpoint-store.ts'"],
    ],
  },
};

describe('each rule finds what breaks it', () => {
  it.each(importRules.map((rule) => [rule.says, rule] as const))('%s', (says) => {
    const name = Object.keys(samples).find((start) => says.startsWith(start));
    const sample = samples[name ?? ''];
    if (sample === undefined) throw new Error(`no sample for the rule: ${says}`);
    const complaints = (path: string, source: string) =>
      brokenImports([parseModule(path, source)], known).filter((complaint) => complaint.endsWith(`(${says})`));
    for (const [path, source] of sample.bad) expect(complaints(path, source), source).toHaveLength(1);
    for (const [path, source] of sample.good) expect(complaints(path, source), source).toEqual([]);
  });

  it('circles are found, but not those that types alone make', () => {
    const circle = [
      parseModule('lib/a.ts', "import { b } from './b.ts'"),
      parseModule('lib/b.ts', "import { c } from './c.ts'"),
      parseModule('lib/c.ts', "import { a } from './a.ts'"),
    ];
    expect(importCircles(circle)).toEqual(['lib/a.ts -> lib/b.ts -> lib/c.ts -> lib/a.ts']);
    const typed = [
      parseModule('lib/a.ts', "import { b } from './b.ts'"),
      parseModule('lib/b.ts', "import type { A } from './a.ts'"),
    ];
    expect(importCircles(typed)).toEqual([]);
  });

  it('a module that reaches the server through another is not for browsers', () => {
    const sample = [
      parseModule('lib/x/schema.ts', "import { y } from './y.ts'; import { z } from 'zod'"),
      parseModule('lib/x/y.ts', "import { readFileSync } from 'node:fs'"),
      parseModule('lib/x/plain.ts', "import type { Y } from './y.ts'; import { z } from 'zod'"),
    ];
    expect([...knownModules(sample).clientSafe]).toEqual(['lib/x/plain.ts']);
  });
});
