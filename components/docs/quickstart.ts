import type { CodeSamples } from '#lib/contract/code-samples.ts';

/** One step of the first hour. The samples of a language follow on one another: put together they are one program. */
export interface QuickstartStep {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly samples: Partial<CodeSamples>;
}

/** The first hour of an integrator. Tests run every language of it from beginning to end. */
export const quickstart: readonly QuickstartStep[] = [
  {
    id: 'first-call',
    title: 'Make the first call',
    text: 'Asks who you are: the organisation, the key, and its scopes. 401 means that the key is wrong, has ended, or may not be used from your address; why exactly stands in the audit log of the console.',
    samples: {
      curl: 'curl "$HOLDFAST_URL/api/v1/me" -H "Authorization: Bearer $HOLDFAST_KEY"',
      typescript: `import { HoldfastClient } from 'holdfast-client';

const client = new HoldfastClient({
  baseUrl: process.env.HOLDFAST_URL ?? '',
  apiKey: process.env.HOLDFAST_KEY ?? '',
});

const caller = await client.me.read();
console.log(caller.organization.name, caller.scopes);`,
      python: `import json, os, time, urllib.error, urllib.request, uuid


def call(method, path, body=None, idempotency_key=None):
    """Answers with the JSON of the answer; waits and tries again when a limit is reached."""
    headers = {"Authorization": "Bearer " + os.environ["HOLDFAST_KEY"]}
    if body is not None:
        headers["Content-Type"] = "application/json"
    if idempotency_key is not None:
        headers["Idempotency-Key"] = idempotency_key
    data = None if body is None else json.dumps(body).encode()
    while True:
        url = os.environ["HOLDFAST_URL"] + "/api/v1" + path
        request = urllib.request.Request(url, data=data, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            problem = json.load(refusal)
            if refusal.code != 429:
                raise RuntimeError(f"{problem['code']} ({problem['requestId']})") from refusal
            time.sleep(int(refusal.headers["Retry-After"]))


print(call("GET", "/me")["organization"]["name"])`,
    },
  },
  {
    id: 'first-contact',
    title: 'Create a contact',
    text: 'The answer is the new record, with its id and version. A field that is not valid is named in `errors`, and a field that is not known is refused: nothing that you send is dropped in silence.',
    samples: {
      curl: `curl -X POST "$HOLDFAST_URL/api/v1/contacts" \\
  -H "Authorization: Bearer $HOLDFAST_KEY" \\
  -H 'Content-Type: application/json' \\
  -d '{"firstName": "Ada", "lastName": "Lovelace", "email": "ada@example.com"}'`,
      typescript: `const ada = await client.contacts.create({
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'ada.lovelace@example.com',
});
console.log(ada.id, ada.version);`,
      python: `ada = call("POST", "/contacts", {"firstName": "Ada", "email": "ada@example.org"})
print(ada["id"], ada["version"])`,
    },
  },
  {
    id: 'batch',
    title: 'Report a hundred interactions at once',
    text: 'A batch is one transaction: everything in it is stored, or nothing. With `?partial=true` the good ones are stored and each item says what became of it. Your own `externalId` makes a report that you send twice count once.',
    samples: {
      curl: `seq 1 100 \\
  | sed 's/.*/{"email":"ada@example.com","channel":"email","direction":"outbound","occurredAt":"2026-01-20T09:30:00Z","externalId":"curl-&"}/' \\
  | paste -sd, - | sed 's/.*/{"items":[&]}/' > batch.json

curl -X POST "$HOLDFAST_URL/api/v1/interactions/batch" \\
  -H "Authorization: Bearer $HOLDFAST_KEY" \\
  -H 'Content-Type: application/json' \\
  --data-binary @batch.json`,
      typescript: `const batch = await client.interactions.createBatch({
  items: Array.from({ length: 100 }, (_, index) => ({
    contactId: ada.id,
    channel: 'email' as const,
    direction: 'outbound' as const,
    occurredAt: '2026-01-20T09:30:00Z',
    externalId: \`typescript-\${index}\`,
  })),
});
console.log(batch.created, batch.duplicates);`,
      python: `batch = call("POST", "/interactions/batch", {
    "items": [
        {
            "contactId": ada["id"],
            "channel": "email",
            "direction": "outbound",
            "occurredAt": "2026-01-20T09:30:00Z",
            "externalId": f"python-{index}",
        }
        for index in range(100)
    ],
})
print(batch["created"], batch["duplicates"])`,
    },
  },
  {
    id: 'retry',
    title: 'Send it again without doing it twice',
    text: 'When the connection breaks you do not know whether the server has done what you asked. Send an `Idempotency-Key` of your choice and repeat the request with the same one: it is done once, and the second answer is the first one again, with `Idempotency-Replayed: true`. The TypeScript client does this by itself.',
    samples: {
      curl: `for attempt in 1 2; do
  curl -i -X POST "$HOLDFAST_URL/api/v1/contacts" \\
    -H "Authorization: Bearer $HOLDFAST_KEY" \\
    -H 'Content-Type: application/json' \\
    -H 'Idempotency-Key: signup-4711' \\
    -d '{"firstName": "Grace", "email": "grace@example.com"}'
done`,
      typescript: `for (const attempt of [1, 2]) {
  const grace = await client.contacts.create(
    { firstName: 'Grace' },
    { idempotencyKey: 'signup-4712', onAnswer: ({ replayed }) => console.log(attempt, { replayed }) },
  );
  console.log(grace.id);
}`,
      python: `key = str(uuid.uuid4())
for attempt in range(2):
    print(call("POST", "/contacts", {"firstName": "Grace"}, idempotency_key=key)["id"])`,
    },
  },
  {
    id: 'limits-honoured',
    title: 'Wait when a limit is reached',
    text: 'Too many requests are answered 429 with `Retry-After`: wait that many seconds, then go on. `RateLimit` says on every answer how many are left, so that you can slow down before. curl waits by itself with `--retry`, and so does the TypeScript client.',
    samples: {
      curl: `curl --retry 5 -i "$HOLDFAST_URL/api/v1/contacts?limit=1" \\
  -H "Authorization: Bearer $HOLDFAST_KEY"`,
      typescript: `const page = await client.contacts.list(
  { limit: 1 },
  { onAnswer: ({ rateLimits }) => console.log(rateLimits.map(({ name, remaining }) => \`\${name}: \${remaining} left\`)) },
);
console.log(page.data.length);`,
      python: `print(len(call("GET", "/contacts?limit=1")["data"]))`,
    },
  },
  {
    id: 'errors-decided',
    title: 'Decide by the code of a refusal',
    text: 'Every refusal is `application/problem+json`. Decide by `code`, show `detail` to people, and keep `requestId`: it finds the request in the log.',
    samples: {
      curl: `curl "$HOLDFAST_URL/api/v1/contacts/con_nobody" -H "Authorization: Bearer $HOLDFAST_KEY"`,
      typescript: `import { HoldfastApiError } from 'holdfast-client';

try {
  await client.contacts.read({ id: 'con_nobody' });
} catch (error) {
  if (!(error instanceof HoldfastApiError)) throw error;
  console.log(error.code, error.status, error.requestId);
}`,
      python: `try:
    call("GET", "/contacts/con_nobody")
except RuntimeError as refusal:
    print(refusal)`,
    },
  },
];

/** What stands before the first call: the console gives the key, the shell remembers it. */
export const environmentLines = `export HOLDFAST_URL=https://holdfast.example.com
export HOLDFAST_KEY=ck_live_…`;

export const keyCommand =
  'npx holdfast key create --org acme --name "First key" \\\n  --scopes contacts:read,contacts:write,interactions:read,interactions:write';
