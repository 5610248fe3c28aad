import type { ReactNode } from 'react';
import { codeSamples } from '#lib/contract/code-samples.ts';
import {
  type OpenApiDocument,
  type OperationObject,
  type Parameter,
  type ResponseObject,
  resolved,
} from '#lib/contract/document.ts';
import { Badge } from '../ui/badge.tsx';
import { Callout } from '../ui/callout.tsx';
import { Code } from './code.tsx';
import { CodeTabs } from './code-tabs.tsx';
import { MethodBadge } from './method-badge.tsx';
import { OperationFacts } from './operation-facts.tsx';
import { Prose } from './prose.tsx';
import { RefusalTable } from './refusal-table.tsx';
import { Member, SchemaView } from './schema-view.tsx';

/** Everything about one operation. */
export function OperationArticle({
  document,
  path,
  method,
  operation,
}: {
  document: OpenApiDocument;
  path: string;
  method: string;
  operation: OperationObject;
}) {
  const samples = codeSamples(document, path, method, operation);
  const body = operation.requestBody?.content['application/json'];
  return (
    <article aria-labelledby={operation.operationId} className="border-t border-line py-10 first:border-t-0">
      <h2 id={operation.operationId} className="scroll-mt-20 text-xl font-semibold text-ink">
        {operation.summary}
      </h2>
      <p className="mt-2 flex flex-wrap items-center gap-2">
        <MethodBadge method={method} />
        <code className="font-mono text-sm text-ink [overflow-wrap:anywhere]">/api/v1{path}</code>
        {operation.deprecated ? <Badge tone="warn">Deprecated</Badge> : null}
      </p>
      {operation.description ? <Prose text={operation.description} className="mt-3" /> : null}
      <OperationFacts operation={operation} />
      {samples === null ? (
        <Callout className="mt-4">Pages call this for a signed-in person. No API key can.</Callout>
      ) : (
        <div className="mt-5">
          <CodeTabs samples={samples} about={operation.operationId} />
        </div>
      )}
      <Parameters document={document} operation={operation} />
      {body ? (
        <Part title="Body">
          <SchemaView document={document} schema={body.schema} />
        </Part>
      ) : operation.requestBody ? (
        <Part title="Body">
          <p className="text-sm text-ink-2">
            The file itself, as <code>{Object.keys(operation.requestBody.content).join(' or ')}</code>.
          </p>
        </Part>
      ) : null}
      <Answers document={document} operation={operation} />
      <Part title="Refusals">
        <RefusalTable document={document} operation={operation} />
      </Part>
    </article>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-6">
      <h3 className="mb-2 text-base font-semibold text-ink">{title}</h3>
      {children}
    </section>
  );
}

const places = { path: 'In the path', query: 'In the query', header: 'Headers' } as const;

function Parameters({ document, operation }: { document: OpenApiDocument; operation: OperationObject }) {
  const parameters = (operation.parameters ?? []).map((parameter) => resolved<Parameter>(document, parameter));
  return (Object.keys(places) as (keyof typeof places)[]).map((place) => {
    const members = parameters.filter((parameter) => parameter.in === place);
    if (members.length === 0) return null;
    return (
      <Part key={place} title={places[place]}>
        <ul className="divide-y divide-line border-y border-line">
          {members.map(({ name, required, schema, description }) => (
            <Member
              key={name}
              document={document}
              name={name}
              schema={description === undefined ? schema : { ...schema, description }}
              required={required}
            />
          ))}
        </ul>
      </Part>
    );
  });
}

function Answers({ document, operation }: { document: OpenApiDocument; operation: OperationObject }) {
  const successes = Object.entries(operation.responses).filter(([status]) => /^[23]/.test(status));
  const shown = successes.map(([status, response]) => [status, resolved<ResponseObject>(document, response)] as const);
  const json = shown.find(([, response]) => response.content?.['application/json'] !== undefined);
  const content = json?.[1].content?.['application/json'];
  return (
    <Part title="Answers">
      <ul className="mb-3 grid gap-1 text-sm text-ink-2">
        {shown.map(([status, { description, content: media, headers }]) => (
          <li key={status}>
            <code className="font-mono text-xs font-semibold text-ink">{status}</code> {description}
            {media === undefined ? '' : ` ${Object.keys(media).join(' or ')}.`}
            {headers?.ETag ? ' With an ETag.' : ''}
            {headers?.Location ? ' With its Location.' : ''}
          </li>
        ))}
      </ul>
      {content === undefined ? null : (
        <>
          <details className="mb-3 print:[&::details-content]:[content-visibility:visible]">
            <summary className="w-fit rounded-xs text-sm font-medium text-brand-ink">Members of the answer</summary>
            <div className="mt-2">
              <SchemaView document={document} schema={content.schema} />
            </div>
          </details>
          {content.example === undefined ? null : (
            <Code
              code={JSON.stringify(content.example, null, 2)}
              language="json"
              title={`Example answer of ${operation.operationId}`}
            />
          )}
        </>
      )}
    </Part>
  );
}
