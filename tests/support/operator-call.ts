import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs an operation through a running server's door for operators, as the `holdfast` command does. */
export async function operatorCall<Output>(
  dataDir: string,
  call: { readonly operation: string; readonly org?: string; readonly input: unknown },
): Promise<Output> {
  const door = JSON.parse(readFileSync(join(dataDir, 'operator.json'), 'utf8')) as { url: string; token: string };
  const answer = await fetch(`${door.url}/operations/${call.operation}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${door.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ org: call.org, input: call.input }),
  });
  const body = (await answer.json()) as { result: Output };
  if (!answer.ok) throw new Error(`${call.operation}: ${answer.status} ${JSON.stringify(body)}`);
  return body.result;
}

/** An organisation with every feature and a key to all that a key may do. */
export async function organizationWithKey(dataDir: string, name: string): Promise<{ slug: string; key: string }> {
  const { org } = await operatorCall<{ org: { slug: string } }>(dataDir, {
    operation: 'organizations.provision',
    input: { name, owner: 'owner@example.com', plan: 'enterprise' },
  });
  const { key } = await operatorCall<{ key: string }>(dataDir, {
    operation: 'apiKeys.create',
    org: org.slug,
    input: { name: 'Everything', scopes: ['*'] },
  });
  return { slug: org.slug, key };
}
