import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type HttpRoute, operation, operatorOperation } from '#lib/access/operation.ts';
import { createRouteTable } from '#lib/http/route-table.ts';
import { operations } from '#lib/registry.ts';

function op(http: HttpRoute, name: string = http) {
  return operation({
    name,
    title: name,
    http,
    permission: 'contacts:read',
    feature: undefined,
    limits: [],
    input: z.object({}),
    output: z.object({}),
    writes: false,
    run: async () => ({}),
  });
}

const table = createRouteTable([
  op('GET /contacts'),
  op('POST /contacts'),
  op('GET /contacts/{id}'),
  op('DELETE /contacts/{contactId}'),
  op('GET /contacts/recent'),
  op('GET /contacts/{contactId}/deals/{dealId}'),
]);

const found = (method: string, path: string) => {
  const match = table.match(method, path);
  return match.kind === 'found' ? { name: match.route.operation.name, parameters: match.parameters } : match;
};

describe('the route table', () => {
  it('finds an operation by method and path, and names its parameters', () => {
    expect(found('GET', '/contacts')).toEqual({ name: 'GET /contacts', parameters: {} });
    expect(found('GET', '/contacts/con_1')).toEqual({ name: 'GET /contacts/{id}', parameters: { id: 'con_1' } });
    expect(found('DELETE', '/contacts/con_1')).toMatchObject({ parameters: { contactId: 'con_1' } });
    expect(found('GET', '/contacts/a/deals/b')).toMatchObject({ parameters: { contactId: 'a', dealId: 'b' } });
  });

  it('prefers a literal segment to a parameter', () => {
    expect(found('GET', '/contacts/recent')).toMatchObject({ name: 'GET /contacts/recent' });
  });

  it('answers HEAD where GET is', () => {
    expect(found('HEAD', '/contacts')).toMatchObject({ name: 'GET /contacts' });
  });

  it('says which methods a known path takes', () => {
    expect(table.match('PUT', '/contacts')).toMatchObject({
      kind: 'other-method',
      allow: ['GET', 'HEAD', 'OPTIONS', 'POST'],
    });
    expect(table.match('HEAD', '/contacts/x/deals')).toEqual({ kind: 'unknown' });
  });

  it.each([
    '',
    '/',
    '/contact',
    '/contacts/',
    '/contacts//deals/1',
    '/Contacts',
    '/contacts/a/b',
    '/contacts/%E0%A4%A',
    '/__proto__',
    '/contacts/a/constructor/b',
  ])('knows no path %j', (path) => {
    expect(table.match('GET', path)).toEqual({ kind: 'unknown' });
  });

  it('decodes a parameter once, and an encoded slash stays inside it', () => {
    expect(found('GET', '/contacts/a%2Fb%2520')).toMatchObject({ parameters: { id: 'a/b%20' } });
  });

  it('refuses declarations that contradict each other', () => {
    expect(() => createRouteTable([op('GET /a/{x}', 'one'), op('GET /a/{y}', 'two')])).toThrow('two');
    expect(() => createRouteTable([op('GET /A')])).toThrow('malformed');
    const forOperators = operatorOperation({
      name: 'x.y',
      title: 'X',
      http: 'GET /x',
      limits: [],
      input: z.object({}),
      output: z.object({}),
      writes: false,
      run: async () => ({}),
    });
    expect(() => createRouteTable([forOperators])).toThrow('no network door');
  });

  it('can be made of everything that the product declares', () => {
    expect(createRouteTable(operations).routes.length).toBeGreaterThan(20);
  });
});
