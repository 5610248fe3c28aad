import { type LimitName, type LimitRow, limits } from '#lib/access/limits.ts';
import { keyScopes, permissions } from '#lib/access/permissions.ts';
import { type OpenApiDocument, operationsOf } from '#lib/contract/document.ts';
import { errorTable } from '#lib/platform/errors.ts';
import { TextLink } from '../ui/text-link.tsx';
import { Code } from './code.tsx';
import { CodeTabs } from './code-tabs.tsx';
import { type Chapter, chapters } from './guide-chapters.ts';
import { GuidePart, GuideTable } from './guide-part.tsx';
import { MethodBadge } from './method-badge.tsx';
import { countedBy, duration } from './operation-facts.tsx';
import { docsPaths } from './paths.ts';
import { Prose, withCode } from './prose.tsx';
import { environmentLines, keyCommand, quickstart } from './quickstart.ts';

/** What to know before the first call, and a list of all operations. */
export function Guide({ document }: { document: OpenApiDocument }) {
  return (
    <>
      <h1 className="text-3xl font-semibold text-ink">Holdfast API</h1>
      <Prose
        className="mt-3 mb-8"
        text="Contacts, deals, activities and interactions, the ledger that proves every change, and the audit log: over HTTPS, in JSON, with an API key of your organisation. Everything on these pages is printed from the operations that answer the calls."
      />
      <GuidePart id="first-hour" title="The first hour">
        <Prose text="A person makes the key, in the console under API keys: choose a name, the scopes, and an end. It is shown once. Whoever runs the installation can make one on the command line:" />
        <Code code={keyCommand} language="shell" title="Command line" />
        <Prose text="The examples take the address of the installation and the key from the environment:" />
        <Code code={environmentLines} language="shell" title="Environment" />
        {quickstart.map((step, index) => (
          <section key={step.id} aria-labelledby={step.id} className="mt-3 grid min-w-0 gap-2">
            <h3 id={step.id} className="scroll-mt-20 text-base font-semibold text-ink">
              {index + 1}. {step.title}
            </h3>
            <Prose text={step.text} />
            <CodeTabs samples={step.samples} about={step.title} />
          </section>
        ))}
        <Prose text="Then plan for the day on which the key has to go: see “Rotating keys without downtime” below." />
      </GuidePart>
      <Text chapter={chapters.authentication} />
      <Text chapter={chapters.programs} />
      <GuidePart id="scopes" title="Scopes">
        <Prose text="A key does what its scopes say, and no more. `*` stands for all of them, those of later versions included. Members, keys, allowed origins and the name of the organisation are changed by people alone." />
        <GuideTable
          label="All scopes"
          head={['Scope', 'Allows to']}
          rows={keyScopes.map((scope) => [<code key={scope}>{scope}</code>, permissions[scope]])}
        />
      </GuidePart>
      <Text chapter={chapters.testMode} />
      <Text chapter={chapters.requests} />
      <GuidePart id="errors" title="Errors">
        <Prose text="Refusals are `application/problem+json` (RFC 9457). Decide by `code`. `errors` names the fields that are not valid; `permission` and `feature` say what is missing. What exists in another organisation is answered exactly like what never existed." />
        <GuideTable
          label="All errors"
          head={['Status', 'Code', 'Says']}
          rows={errorRows(document).map(([code, row]) => [row.status, <code key={code}>{code}</code>, row.message])}
        />
      </GuidePart>
      <Text chapter={chapters.idempotency} />
      <Text chapter={chapters.versions} />
      <Text chapter={chapters.pagination} />
      <GuidePart id="limits" title="Limits">
        <Prose text="Windows slide: a limit of 1,000 in a minute holds for every 60 seconds, wherever they begin. An answer names the limits that were counted for it: `RateLimit-Policy` what they are, `RateLimit` what is left. 429 comes with `Retry-After` in seconds." />
        <GuideTable
          label="All limits"
          head={['Limit', 'How many', 'Counted by', 'Why']}
          rows={limitRows(document).map(([name, row]) => [
            <code key={name}>{name}</code>,
            `${row.limit.toLocaleString('en-US')} in ${duration(row.windowSeconds)}`,
            countedBy(row.by),
            row.reason,
          ])}
        />
      </GuidePart>
      <Text chapter={chapters.cors} />
      <Text chapter={chapters.versioning} />
      <Text chapter={chapters.rotation} />
      <Text chapter={chapters.leaks} />
      <Text chapter={chapters.client} />
      <Index document={document} />
    </>
  );
}

function Text({ chapter }: { chapter: Chapter }) {
  return (
    <GuidePart id={chapter.id} title={chapter.title}>
      <Prose text={chapter.text} />
    </GuidePart>
  );
}

/** Those that some operation can be answered with. */
function errorRows(document: OpenApiDocument) {
  return Object.entries(errorTable).filter(([code]) => code in document.components.examples);
}

function limitRows(document: OpenApiDocument): [string, LimitRow][] {
  const counted = new Set<string>(
    operationsOf(document).flatMap(({ operation }) => operation['x-limits'].map(({ name }) => name)),
  );
  counted.add('api.unauthenticated' satisfies LimitName);
  return Object.entries<LimitRow>(limits).filter(([name]) => counted.has(name));
}

/** Every operation, each with an anchor of its own name: headers of deprecated ones point here. */
function Index({ document }: { document: OpenApiDocument }) {
  const all = operationsOf(document);
  return (
    <GuidePart id="operations" title="Operations">
      {document.tags.map(({ name, description }) => (
        <section key={name} className="grid gap-1.5">
          <h3 className="text-base font-semibold text-ink">
            <TextLink href={docsPaths.section(name)}>{name}</TextLink>
          </h3>
          <p className="text-sm text-ink-2">{withCode(description)}</p>
          <ul className="divide-y divide-line border-y border-line">
            {all
              .filter(({ operation }) => operation.tags.includes(name))
              .map(({ path, method, operation }) => (
                <li
                  key={operation.operationId}
                  id={operation.operationId}
                  className="flex scroll-mt-20 flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1.5"
                >
                  <MethodBadge method={method} />
                  <code className="font-mono text-xs text-ink-2 [overflow-wrap:anywhere]">{path}</code>
                  <TextLink className="text-sm" href={docsPaths.operation(name, operation.operationId)}>
                    {operation.summary}
                  </TextLink>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </GuidePart>
  );
}
