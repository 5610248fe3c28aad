import type { SqlReader, SqlWriter } from '../../platform/db/types.ts';

export interface DeviceCodeRow {
  readonly deviceHash: Uint8Array;
  readonly clientId: string;
  readonly scopes: string;
  readonly device: string | null;
  readonly state: 'pending' | 'approved' | 'denied' | 'used';
  readonly grantId: string | null;
  readonly intervalSeconds: number;
  readonly lastPolledAt: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
}

const columns =
  'deviceHash, clientId, scopes, device, state, grantId, intervalSeconds, lastPolledAt, createdAt, expiresAt';

export function findDeviceCode(db: SqlReader, deviceHash: Uint8Array): Promise<DeviceCodeRow | undefined> {
  return db.get<DeviceCodeRow>(`SELECT ${columns} FROM OAuthDeviceCode WHERE deviceHash = ?`, [deviceHash]);
}

/** The device that shows this user code and still waits. */
export function findWaiting(db: SqlReader, userCodeHash: Uint8Array, now: string): Promise<DeviceCodeRow | undefined> {
  return db.get<DeviceCodeRow>(
    `SELECT ${columns} FROM OAuthDeviceCode WHERE userCodeHash = ? AND state = 'pending' AND expiresAt > ?`,
    [userCodeHash, now],
  );
}

export async function insertDeviceCode(
  tx: SqlWriter,
  code: Pick<DeviceCodeRow, 'deviceHash' | 'clientId' | 'scopes' | 'device' | 'intervalSeconds' | 'createdAt'> & {
    readonly userCodeHash: Uint8Array;
    readonly expiresAt: string;
  },
): Promise<boolean> {
  const { changes } = await tx.run(
    `INSERT INTO OAuthDeviceCode
       (deviceHash, userCodeHash, clientId, scopes, device, state, intervalSeconds, createdAt, expiresAt)
     VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, ?) ON CONFLICT DO NOTHING`,
    [
      ...[code.deviceHash, code.userCodeHash, code.clientId, code.scopes, code.device],
      ...[code.intervalSeconds, code.createdAt, code.expiresAt],
    ],
  );
  return changes === 1;
}

export async function notePoll(
  tx: SqlWriter,
  deviceHash: Uint8Array,
  poll: { readonly at: string; readonly intervalSeconds: number },
): Promise<void> {
  await tx.run('UPDATE OAuthDeviceCode SET lastPolledAt = ?, intervalSeconds = ? WHERE deviceHash = ?', [
    poll.at,
    poll.intervalSeconds,
    deviceHash,
  ]);
}

/** @returns false when it was not in the state `from` any more. */
export async function moveDeviceCode(
  tx: SqlWriter,
  deviceHash: Uint8Array,
  move: {
    readonly from: DeviceCodeRow['state'];
    readonly to: DeviceCodeRow['state'];
    readonly grantId?: string;
  },
): Promise<boolean> {
  const { changes } = await tx.run(
    'UPDATE OAuthDeviceCode SET state = ?, grantId = coalesce(?, grantId) WHERE deviceHash = ? AND state = ?',
    [move.to, move.grantId ?? null, deviceHash, move.from],
  );
  return changes === 1;
}
