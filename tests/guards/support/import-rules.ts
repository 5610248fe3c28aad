import type { ImportEdge, SourceModule } from './modules.ts';

/** Why an import is not allowed, or null. */
type Verdict = string | null;

interface ImportRule {
  /** What holds when nothing breaks the rule. */
  readonly says: string;
  /** The modules that the rule speaks of. */
  readonly from: (path: string) => boolean;
  readonly judge: (edge: ImportEdge, from: string, known: KnownModules) => Verdict;
}

/** What the rules know of the modules that are imported. */
export interface KnownModules {
  /** Modules that export a declared operation. */
  readonly operations: ReadonlySet<string>;
  /** Modules that nothing of a server is reached from: a browser can load them. */
  readonly clientSafe: ReadonlySet<string>;
}

const under =
  (...folders: string[]) =>
  (path: string) =>
    folders.some((folder) => path.startsWith(`${folder}/`));

/** `lib/crm` for `lib/crm/deals/store.ts`; null for files that stand in lib itself, or outside it. */
export function domainOf(path: string): string | null {
  return /^(lib\/[^/]+)\//.exec(path)?.[1] ?? null;
}

/** Folders of lib that are no domain: everybody builds on them. */
const ground = ['lib/platform', 'lib/access', 'lib/tenancy', 'lib/idempotency', 'lib/http'];

const isDomain = (path: string) => {
  const domain = domainOf(path);
  return domain !== null && !ground.includes(domain);
};

/** What a domain may take from lib beside itself, lib/access and lib/platform. */
const sharedByDomains: ReadonlySet<string> = new Set([
  'lib/runtime.ts',
  'lib/ledger/append.ts',
  'lib/ledger/canonical.ts',
  // The verifier stands by itself; it judges ledgers that archives bring, too.
  'lib/ledger/verify.ts',
  'lib/ledger/verify-keys.ts',
  'lib/ledger/problems.ts',
  // Whoever erases somebody takes the openings of receipts with them.
  'lib/ledger/erase-openings.ts',
  // A visitor's proof is a part of the ledger in its own format.
  'lib/ledger/export-parts.ts',
  'lib/privacy/classes.ts',
  // Asked inside every write that erases.
  'lib/privacy/holds/active-holds.ts',
  // Who leaves several organisations at once owes each of them a receipt.
  'lib/tenancy/outbox.ts',
  // What was erased from a restored copy has to leave its pages too.
  'lib/tenancy/forget-erased.ts',
  // Erasing an organisation takes it out of the directory.
  'lib/tenancy/erase/directory-rows.ts',
  // Files go with what they belong to, and into archives and out of them.
  'lib/files/portable.ts',
  'lib/files/sweep-orphans.ts',
  // Records of every domain point to contacts.
  'lib/crm/contacts/resolve-contacts.ts',
  // A message of a contact form is a contact and an interaction, kept in one write.
  'lib/crm/contacts/find-or-add-contact.ts',
  'lib/interactions/add-interaction.ts',
  // Consent is asked on storefronts: the page, what it asks and what it lets through are one thing to a visitor.
  'lib/consent/policy.ts',
  'lib/consent/categories.ts',
  'lib/consent/settings-fields.ts',
  'lib/consent/texts/texts.ts',
  'lib/consent/choice-cookie.ts',
  'lib/consent/client/hosts.ts',
  'lib/consent/client/colours.ts',
  'lib/consent/storefront-at.ts',
  'lib/consent/in-storefront.ts',
  'lib/consent/link-consent.ts',
  'lib/storefronts/address-of.ts',
  // What a page shows is a schema too: of the draft, of what is published, and of examples in the contract.
  'lib/storefronts/content.ts',
  // Pictures without a row are swept with the files, and pages say how long what visitors leave is kept.
  'lib/storefronts/images/sweep-images.ts',
  'lib/privacy/retention/kept-of-visitors.ts',
]);

/** Where the parts are put together. They may import everything in lib. */
export const compositionRoots: ReadonlySet<string> = new Set([
  'lib/runtime.ts',
  'lib/registry.ts',
  'lib/schedule-table.ts',
  'lib/start-runtime.ts',
  'lib/job-door.ts',
  'lib/operator-door.ts',
  'lib/erase-again.ts',
]);

const isSchema = (path: string) => path.startsWith('lib/') && path.endsWith('/schema.ts');
/** Of rows; where objects are kept is everybody's ground. */
const isStore = (path: string) =>
  /^lib\/.*(?:^|\/)(?:[a-z-]+-)?store\.ts$/.test(path) && !path.startsWith('lib/platform/storage/');

/** The parts of the verifier; `verify-ledger.ts` is the operation that runs it. */
const isVerifier = (path: string) => /^lib\/ledger\/verify(?:-(?:keys|note|tree))?\.ts$/.test(path);

const allowOnly =
  (allowed: (target: string, from: string, known: KnownModules) => boolean): ImportRule['judge'] =>
  (edge, from, known) => {
    if (
      edge.target === null ||
      edge.typeOnly ||
      !/^(?:lib|app|components|server|cli|scripts|tests)\//.test(edge.target)
    ) {
      return null;
    }
    return allowed(edge.target, from, known) ? null : `imports ${edge.target}`;
  };

export const importRules: readonly ImportRule[] = [
  {
    says: 'lib/platform knows no domain and no policy: it imports nothing but itself',
    from: under('lib/platform'),
    judge: allowOnly(under('lib/platform')),
  },
  {
    says: 'lib/access builds on lib/platform alone; running an operation opens its context',
    from: under('lib/access'),
    judge: allowOnly(
      (target, from) =>
        under('lib/platform', 'lib/access')(target) ||
        (from === 'lib/access/execute.ts' &&
          ['lib/tenancy/open-context.ts', 'lib/idempotency/run-once.ts', 'lib/runtime.ts'].includes(target)),
    ),
  },
  {
    says: 'lib/tenancy builds on lib/access, lib/platform and the appending of receipts',
    from: under('lib/tenancy'),
    judge: allowOnly(
      (target) =>
        under('lib/tenancy', 'lib/access', 'lib/platform')(target) ||
        // A backup is one only if the ledger in it holds, and what is remembered of a ledger is put back with it.
        ['lib/runtime.ts', 'lib/ledger/append.ts', 'lib/ledger/canonical.ts', 'lib/ledger/check-copy.ts'].includes(
          target,
        ),
    ),
  },
  {
    says: 'lib/idempotency builds on lib/tenancy, lib/access, lib/platform and the canonical form',
    from: under('lib/idempotency'),
    judge: allowOnly(
      (target) =>
        under('lib/idempotency', 'lib/tenancy', 'lib/access', 'lib/platform')(target) ||
        ['lib/runtime.ts', 'lib/ledger/canonical.ts'].includes(target),
    ),
  },
  {
    says: 'a domain imports itself, lib/access, lib/platform, and of other domains operations and schemas: never a store',
    from: isDomain,
    judge: allowOnly(
      (target, from, known) =>
        domainOf(target) === domainOf(from) ||
        under('lib/access', 'lib/platform')(target) ||
        sharedByDomains.has(target) ||
        known.operations.has(target) ||
        isSchema(target) ||
        // A new organisation owes its first receipts before it has a context of its own.
        (from === 'lib/identity/organizations/found-organization.ts' && target === 'lib/tenancy/outbox.ts') ||
        // next-auth calls back outside any door: the sign-in it reports gets its context there.
        (from === 'lib/identity/google/next-auth.ts' && target === 'lib/tenancy/open-context.ts') ||
        (from === 'lib/privacy/registry.ts' && target.endsWith('/privacy.ts')),
    ),
  },
  {
    says: 'lib imports nothing from the application, the server, the command or the tests',
    from: under('lib'),
    judge: allowOnly(under('lib')),
  },
  {
    says: 'only its own domain touches a store, not even for its types',
    from: () => true,
    judge: ({ target }, from) =>
      target !== null && isStore(target) && domainOf(target) !== domainOf(from) && !compositionRoots.has(from)
        ? `imports ${target}`
        : null,
  },
  {
    says: 'components know schemas and tables of policy, nothing of a server',
    from: under('components'),
    judge: allowOnly(
      (target, _from, known) =>
        target.startsWith('components/') || (target.startsWith('lib/') && known.clientSafe.has(target)),
    ),
  },
  {
    says: 'app parses addresses, calls operations through the doors and renders: it opens nothing by itself',
    from: under('app'),
    judge: allowOnly(
      (target, _from, known) =>
        under('app', 'components', 'lib/http')(target) ||
        known.operations.has(target) ||
        (known.clientSafe.has(target) && !under('lib/tenancy')(target)),
    ),
  },
  {
    says: 'server and cli serve the doors and start the runtime; no domain is wired in by hand',
    from: under('server', 'cli'),
    judge: allowOnly(
      (target) =>
        under('server', 'cli', 'scripts', 'lib/http', 'lib/access', 'lib/platform')(target) ||
        compositionRoots.has(target) ||
        target === 'lib/tenancy/data-folder.ts' ||
        // Commands are made of the printed contract, and read it as pages do.
        target === 'lib/contract/document.ts' ||
        // The first owner's link is printed when the server starts, before anybody could call an operation.
        target === 'lib/identity/owner-setup.ts',
    ),
  },
  {
    says: 'Next stays out of lib, but for lib/http; next-auth does one part of identity',
    from: (path) => path.startsWith('lib/') && !path.startsWith('lib/http/'),
    judge: ({ packageName }, from) =>
      packageName !== null &&
      (['next', 'react', 'react-dom', 'server-only', 'client-only'].includes(packageName) ||
        (packageName === 'next-auth' && !from.startsWith('lib/identity/google/')))
        ? `imports ${packageName}`
        : null,
  },
  {
    says: 'only lib/tenancy opens databases: nobody else imports an engine, a generated client or what opens them',
    from: (path) => !under('lib/tenancy', 'lib/platform/db')(path),
    judge: ({ packageName, target, typeOnly }) => {
      if (typeOnly) return null;
      if (packageName !== null && /^(?:better-sqlite3|@libsql|libsql|@prisma|node:sqlite)/.test(packageName)) {
        return `imports ${packageName}`;
      }
      if (target?.startsWith('prisma/generated/')) return `imports ${target}`;
      return target !== null && /^lib\/platform\/db\/(?:sqlite|connection|statements|group-commit)\.ts$/.test(target)
        ? `imports ${target}`
        : null;
    },
  },
  {
    says: 'the verifier shares no code with the writer: it imports its own parts, the list of problems, as types, and node:crypto',
    from: isVerifier,
    judge: ({ packageName, target, typeOnly }) =>
      packageName === 'node:crypto' ||
      (target === 'lib/ledger/problems.ts' && typeOnly) ||
      (target !== null && isVerifier(target))
        ? null
        : `imports ${packageName ?? target}`,
  },
];

/** Every import that breaks a rule, as `path imports x (rule)`. */
export function brokenImports(modules: readonly SourceModule[], known: KnownModules): string[] {
  return modules.flatMap((module) =>
    importRules
      .filter((rule) => rule.from(module.path))
      .flatMap((rule) =>
        module.imports
          .map((edge) => rule.judge(edge, module.path, known))
          .filter((verdict) => verdict !== null)
          .map((verdict) => `${module.path} ${verdict} (${rule.says})`),
      ),
  );
}

/** Calls that declare an operation. */
const declarers = /\b(?:operation|accountOperation|publicOperation|operatorOperation)\(\{/;

/** Packages that run in a browser. */
const browserPackages: ReadonlySet<string> = new Set(['zod']);

export function knownModules(modules: readonly SourceModule[]): KnownModules {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const verdicts = new Map<string, boolean>();
  const clientSafe = (path: string): boolean => {
    const decided = verdicts.get(path);
    if (decided !== undefined) return decided;
    // There are no circles of imports; another guard sees to that.
    verdicts.set(path, true);
    const module = byPath.get(path);
    const safe =
      module !== undefined &&
      !/\bprocess\.|\bBuffer\b|\b__dirname\b/.test(module.source) &&
      module.imports
        .filter((edge) => !edge.typeOnly)
        .every((edge) =>
          edge.target === null ? browserPackages.has(edge.packageName ?? '') : clientSafe(edge.target),
        );
    verdicts.set(path, safe);
    return safe;
  };
  return {
    operations: new Set(modules.filter((module) => declarers.test(module.source)).map((module) => module.path)),
    clientSafe: new Set(
      modules.filter((module) => module.path.startsWith('lib/') && clientSafe(module.path)).map(({ path }) => path),
    ),
  };
}

/** Circles of imports, each as the path around it; what erased types import is gone when modules load. */
export function importCircles(modules: readonly SourceModule[]): string[] {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(path);
    if (seenAt >= 0) {
      circles.push([...trail.slice(seenAt), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const edge of byPath.get(path)?.imports ?? []) {
      if (edge.target !== null && !edge.typeOnly) visit(edge.target, [...trail, path]);
    }
    done.add(path);
  };
  for (const { path } of modules) visit(path, []);
  return circles;
}
