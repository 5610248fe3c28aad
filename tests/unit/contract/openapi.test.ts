import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, it } from 'vitest';
import { fileOutput, type Operation, textOutput } from '#lib/access/operation.ts';
import { createContract } from '#lib/contract/contract.ts';
import { type OperationObject, operationsOf, type Parameter, resolved } from '#lib/contract/document.ts';
import { openApiDocument } from '#lib/contract/openapi.ts';
import { operations } from '#lib/registry.ts';

const contract = createContract(operations);
const document = contract.document();
const routed = operations.filter((op) => op.http !== undefined);
const described = new Map(operationsOf(document).map((found) => [found.operation.operationId, found]));

function objectOf(op: Operation): OperationObject {
  const found = described.get(op.name);
  if (found === undefined) throw new Error(`${op.name} is not in the contract`);
  return found.operation;
}

/** The example of a call, put together as a caller would send it. */
function exampleInput(operation: OperationObject): Record<string, unknown> {
  const parameters = (operation.parameters ?? [])
    .map((parameter) => resolved<Parameter>(document, parameter))
    .filter((parameter) => parameter.in !== 'header' && parameter.example !== undefined)
    .map(({ name, example }) => [name, example]);
  const body = operation.requestBody?.content['application/json']?.example;
  return { ...Object.fromEntries(parameters), ...(body as Record<string, unknown> | undefined) };
}

/** The problems that the recommended rules find, examples held to their schemas. */
async function lint(source: string): Promise<string[]> {
  const config = await createConfig({
    extends: ['recommended'],
    rules: {
      'no-invalid-media-type-examples': { severity: 'error', allowAdditionalProperties: false },
      'no-invalid-parameter-examples': { severity: 'error', allowAdditionalProperties: false },
      'no-invalid-schema-examples': 'error',
    },
  });
  const found = await lintFromString({ source, absoluteRef: 'openapi.json', config });
  return found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`);
}

describe('the contract', () => {
  it('holds every operation that has a route, and no other', () => {
    expect([...described.keys()].sort()).toEqual(routed.map(({ name }) => name).sort());
    for (const op of routed) {
      const { method, path } = described.get(op.name) as { method: string; path: string };
      expect(`${method.toUpperCase()} ${path}`).toBe(op.http);
    }
  });

  it('is the same text however often it is made', () => {
    expect(createContract(operations).text()).toBe(contract.text());
  });

  it('passes the linter without a remark', async () => {
    expect(await lint(contract.text())).toEqual([]);
  });

  it.each(routed.map((op) => [op.name, op] as const))(
    '%s: its examples are accepted by its own schemas',
    (_name, op) => {
      const operation = objectOf(op);
      const input = op.input.safeParse(exampleInput(operation));
      expect(input.error?.issues ?? []).toEqual([]);
      if (op.output === fileOutput || op.output === textOutput || op.status === 204) return;
      const status = String(op.status ?? 200);
      const response = resolved(document, operation.responses[status] as object) as {
        content?: Record<string, { example?: unknown }>;
      };
      const output = op.output.safeParse(response.content?.['application/json']?.example);
      expect(output.error?.issues ?? []).toEqual([]);
    },
  );

  it('closes what is sent and leaves open what is answered', () => {
    const { CreateContact, Contact } = document.components.schemas;
    expect(CreateContact?.additionalProperties).toBe(false);
    expect(Contact?.additionalProperties).toBeUndefined();
  });

  it('says who may call what: keys and programs, sessions alone, or anybody', () => {
    const securityOf = (name: string) => described.get(name)?.operation.security.map((one) => Object.keys(one)[0]);
    expect(securityOf('contacts.create')).toEqual(['apiKey', 'session', 'program']);
    expect(securityOf('apiKeys.create')).toEqual(['session']);
    expect(securityOf('auth.request')).toEqual([]);
  });

  it('tells the answers that follow from a declaration', () => {
    const statuses = (name: string) => Object.keys(described.get(name)?.operation.responses ?? {});
    expect(statuses('contacts.create')).toEqual(
      expect.arrayContaining(['201', '400', '401', '403', '409', '413', '415', '422', '429', '500', '503']),
    );
    expect(statuses('contacts.create')).not.toContain('404');
    expect(statuses('contacts.read')).toEqual(expect.arrayContaining(['200', '304', '404', '429']));
    expect(statuses('contacts.update')).toContain('412');
    expect(statuses('contacts.list')).not.toContain('413');
    expect(statuses('contract.read')).not.toContain('401');
  });
});

describe('the linter finds', () => {
  const broken = (change: (copy: { paths: Record<string, Record<string, Record<string, unknown>>> }) => void) => {
    const copy = JSON.parse(contract.text());
    change(copy);
    return lint(JSON.stringify(copy));
  };

  it.each([
    ['an operation without a summary', (op: Record<string, unknown>) => delete op.summary],
    [
      'a reference to nothing',
      (op: Record<string, unknown>) => {
        op.parameters = [{ $ref: '#/components/parameters/Nothing' }];
      },
    ],
    [
      'an example that does not fit its schema',
      (op: Record<string, unknown>) => {
        op.parameters = [{ name: 'q', in: 'query', schema: { type: 'integer' }, example: 'x' }];
      },
    ],
  ] as const)('%s', async (_what, change) => {
    expect(await broken(({ paths }) => change(paths['/contacts']?.get as Record<string, unknown>))).not.toEqual([]);
  });
});

describe('a declaration is told as it is', () => {
  const base = routed.find(({ name }) => name === 'contacts.list') as Operation;
  const told = (changes: Partial<Operation>) =>
    operationsOf(openApiDocument([{ ...base, ...changes } as Operation]))[0]?.operation as OperationObject;

  it('deprecation, with its headers', () => {
    const operation = told({ deprecated: { since: '2027-01-01', sunset: '2027-07-01' } });
    expect(operation.deprecated).toBe(true);
    expect(
      Object.keys(resolved(document, operation.responses['200'] as object as { headers: object }).headers),
    ).toEqual(expect.arrayContaining(['Deprecation', 'Sunset']));
  });

  it('permission, feature and limits', () => {
    const operation = told({ feature: 'webhooks', permission: 'deals:read', limits: ['ledger.verify'] });
    expect(operation).toMatchObject({ 'x-permission': 'deals:read', 'x-plan-feature': 'webhooks' });
    expect(operation['x-limits'].map(({ name }) => name)).toEqual(['ledger.verify', 'api.key']);
  });
});
