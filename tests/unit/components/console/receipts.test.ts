import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { receiptFilterOf } from '../../../../components/console/receipts/receipt-filter.ts';
import { actionWords, actorWords, subjectHref } from '../../../../components/console/receipts/receipt-words.ts';
import { shellCheck } from '../../../../components/console/receipts/shell-check.ts';
import { ListReceipts } from '../../../../lib/ledger/schema.ts';

const hex = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');
const hasXxd = spawnSync('sh', ['-c', 'command -v xxd && command -v sha256sum']).status === 0;

describe('the filter of the ledger page', () => {
  it('takes both days whole, in UTC, as the operation wants them', () => {
    const filter = receiptFilterOf({ from: '2026-02-28', to: '2026-02-28', action: 'contact.created', actor: '' });
    expect(filter).toMatchObject({
      from: '2026-02-28T00:00:00.000Z',
      to: '2026-03-01T00:00:00.000Z',
      action: 'contact.created',
      actor: undefined,
    });
    expect(ListReceipts.safeParse(filter).success).toBe(true);
  });

  it.each(['yesterday', '2026-13-01', '2026-02-28T00:00', '0'])('passes by %s, which is no day', (day) => {
    expect(receiptFilterOf({ from: day, to: day })).toMatchObject({ from: undefined, to: undefined });
  });
});

describe('the words of a receipt', () => {
  it('reads actions as people say them', () => {
    expect(actionWords('member.roleChanged')).toBe('Member role changed');
    expect(actionWords('apiKey.revoked')).toBe('API key revoked');
    expect(actionWords('organization.renamed')).toBe('Organisation renamed');
  });

  it('names an actor only by what the reader was given', () => {
    expect(actorWords('usr_1', { usr_1: 'Ada' })).toBe('Ada');
    expect(actorWords('usr_2', { usr_1: 'Ada' })).toBe('A person');
    expect(actorWords('operator', {})).toBe('The operator');
  });

  it('leads to the page of a subject where there is one', () => {
    expect(subjectHref('acme', 'con_1')).toBe('/acme/contacts/con_1');
    expect(subjectHref('acme', 'job_1')).toBeNull();
  });
});

describe('the shell commands of a receipt', () => {
  const salt = hex('salt');
  const detail = `{"company":"O'Hara \\\\ 100% $(id) \`id\` Söhne"}`;
  const canonical = `{"action":"it's","v":1}`;
  const receipt = {
    seq: 1,
    id: 'rcp_1',
    at: '2026-01-01T00:00:00.000Z',
    actor: 'usr_1',
    action: "it's",
    subject: 'con_1',
    prev: hex('prev'),
    canonical,
    hash: hex(`\0${canonical}`),
    commitment: hex(Buffer.concat([Buffer.from(salt, 'hex'), Buffer.from(detail)])),
    detailState: 'shown' as const,
    opening: { salt, detail },
  };

  it.skipIf(!hasXxd)('compute hash and commitment, whatever stands in the detail, and run nothing of it', () => {
    const printed = execFileSync('sh', ['-c', shellCheck(receipt)], { encoding: 'utf8' });
    expect(printed.match(/[0-9a-f]{64}/g)).toEqual([receipt.hash, receipt.commitment]);
  });

  it('say nothing of a commitment that cannot be opened', () => {
    expect(shellCheck({ ...receipt, detailState: 'erased', opening: null })).not.toContain(receipt.commitment);
  });
});
