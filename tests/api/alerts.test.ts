import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acknowledgeAlert } from '#lib/alerts/acknowledge-alert.ts';
import { listAlerts } from '#lib/alerts/list-alerts.ts';
import { readAlert } from '#lib/alerts/read-alert.ts';
import { resolveAlert } from '#lib/alerts/resolve-alert.ts';
import { refusalSpike } from '#lib/alerts/rules.ts';
import { updateAlertSettings } from '#lib/alerts/update-settings.ts';
import { renameOrganization } from '#lib/identity/organizations/rename-organization.ts';
import { call, createTestMember, createTestOrganization, refused, type TestOrganization } from '../support/call.ts';
import { eventually } from '../support/eventually.ts';
import { ledgerOf } from '../support/ledger.ts';
import { createTestRuntime, type TestRuntime } from '../support/test-runtime.ts';

let rt: TestRuntime;
let acme: TestOrganization;
beforeAll(async () => {
  rt = await createTestRuntime();
  acme = await createTestOrganization('Acme');
});
afterAll(() => rt.close());

const list = (filter = {}) => call(listAlerts, acme.owner, filter);
const only = async (subject: string) => (await list()).data.filter((alert) => alert.subject === subject);
const mailsTo = (email: string) => rt.mailbox().filter(({ to }) => to === email);
const raise = (subject: string, place = 7) =>
  rt.alerts.raise(acme.orgId, 'ledger.mismatch', subject, { place, problem: 'altered' });

describe('an alert', () => {
  it('is one for each rule and subject: seen again it is counted, with what was seen last', async () => {
    await raise('again', 7);
    rt.clock.advance(60);
    await raise('again', 9);
    await raise('another');
    const [alert, ...rest] = await only('again');
    expect(rest).toEqual([]);
    expect(alert).toMatchObject({ count: 2, state: 'open', severity: 'critical', detail: { place: 9 } });
    expect(Date.parse(alert?.lastSeenAt ?? '') - Date.parse(alert?.firstSeenAt ?? '')).toBe(60_000);
    expect(await only('another')).toHaveLength(1);
  });

  it('stays one when it is seen many times at once', async () => {
    await Promise.all(Array.from({ length: 8 }, () => raise('at once')));
    expect(await only('at once')).toMatchObject([{ count: 8 }]);
  });

  it('mails owners and admins once in its window, again after it, and is open again then', async () => {
    const admin = await createTestMember(acme.orgId, 'admin');
    const member = await createTestMember(acme.orgId, 'member');
    await raise('mailed');
    const [alert] = await only('mailed');
    const about = (email: string) => mailsTo(email).filter(({ text }) => text.includes(`/alerts/${alert?.id}`));
    await eventually('mail to both', () => about(acme.owner.email).length === 1 && about(admin.email).length === 1);
    await call(acknowledgeAlert, acme.owner, { id: alert?.id });
    rt.clock.advance(3_600);
    await raise('mailed');
    expect(await call(readAlert, acme.owner, { id: alert?.id })).toMatchObject({ state: 'acknowledged', count: 2 });
    rt.clock.advance(6 * 3_600);
    await raise('mailed');
    await eventually('a second mail', () => about(acme.owner.email).length === 2);
    expect(await call(readAlert, acme.owner, { id: alert?.id })).toMatchObject({ state: 'open', count: 3 });
    expect(about(member.email)).toEqual([]);
    expect(about(acme.owner.email)[0]?.subject).toBe('Critical: The ledger is not what was written');
  });

  it('reaches owners about a ledger that is not what was written, whatever the settings say', async () => {
    await call(updateAlertSettings, acme.owner, { mailTo: 'nobody' });
    await raise('always told');
    const [alert] = await only('always told');
    await eventually('mail', () => mailsTo(acme.owner.email).some(({ text }) => text.includes(alert?.id ?? '-')));
    await rt.alerts.raise(acme.orgId, 'auth.refusalSpike', 'as set', { refusals: 50 });
    expect(await only('as set')).toHaveLength(1);
    await call(updateAlertSettings, acme.owner, { mailTo: 'owners_and_admins' });
    expect(rt.mailbox().some(({ subject }) => subject === 'Many calls are refused')).toBe(false);
  });

  it('is acknowledged and settled with receipts, and then the same is a new one', async () => {
    await raise('settled');
    const [alert] = await only('settled');
    const id = alert?.id ?? '';
    expect(await call(acknowledgeAlert, acme.owner, { id })).toMatchObject({ acknowledgedBy: acme.owner.userId });
    await refused(call(acknowledgeAlert, acme.owner, { id }), 'conflict');
    expect(await call(resolveAlert, acme.owner, { id })).toMatchObject({ state: 'resolved' });
    await refused(call(resolveAlert, acme.owner, { id }), 'conflict');
    const receipts = (await ledgerOf(acme.orgId)).filter(({ subject }) => subject === id);
    expect(receipts.map(({ action }) => action)).toEqual(['alert.acknowledged', 'alert.resolved']);
    await raise('settled');
    expect((await only('settled')).map(({ state }) => state)).toEqual(['open', 'resolved']);
  });

  it('leaves no receipt when it is raised: it must not need the ledger that it tells of', async () => {
    const before = (await ledgerOf(acme.orgId)).length;
    await raise('no receipt');
    expect((await ledgerOf(acme.orgId)).length).toBe(before);
  });

  it('is found by state, rule and severity, page by page', async () => {
    const open = await list({ state: 'open', limit: 2 });
    expect(open.data).toHaveLength(2);
    expect(open.open).toBeGreaterThan(2);
    const next = await list({ state: 'open', limit: 2, cursor: open.nextCursor ?? '' });
    expect(next.data.every(({ id }) => !open.data.some((alert) => alert.id === id))).toBe(true);
    await refused(list({ state: 'resolved', cursor: open.nextCursor ?? '' }), 'invalid_cursor');
    expect((await list({ severity: 'warning' })).data.every(({ rule }) => rule === 'auth.refusalSpike')).toBe(true);
    expect((await list({ rule: 'ledger.auditStale' })).data).toEqual([]);
  });

  it('of another organisation is not there', async () => {
    const other = await createTestOrganization('Other');
    const [alert] = await only('settled');
    for (const op of [readAlert, acknowledgeAlert, resolveAlert]) {
      await refused(call(op, other.owner, { id: alert?.id }), 'not_found');
    }
    expect((await call(listAlerts, other.owner)).data).toEqual([]);
  });
});

describe('calls that are turned away', () => {
  it('raise an alert when there are many in a short time, and none when they come slowly', async () => {
    const busy = await createTestOrganization('Busy');
    const viewer = await createTestMember(busy.orgId, 'viewer');
    const attempt = () => refused(call(renameOrganization, viewer, { name: 'x' }), 'forbidden');
    for (let n = 1; n < refusalSpike.refusals; n += 1) await attempt();
    rt.clock.advance(refusalSpike.windowSeconds);
    await attempt();
    expect((await call(listAlerts, busy.owner)).data).toEqual([]);
    for (let n = 0; n < refusalSpike.refusals; n += 1) await attempt();
    const found = await eventually('an alert', async () => (await call(listAlerts, busy.owner)).data[0]);
    expect(found).toMatchObject({ rule: 'auth.refusalSpike', detail: { refusals: refusalSpike.refusals } });
    expect(JSON.stringify(found)).not.toContain(viewer.userId);
  });
});

describe('an organisation whose database cannot be opened', () => {
  const quarantine = (orgId: string, state: string) =>
    rt.tenancy.control.write((tx) => tx.run('UPDATE Placement SET state = ? WHERE orgId = ?', [state, orgId]));

  it('is owed its alerts: its owners are mailed, and the alerts move over once it can be', async () => {
    await rt.close();
    rt = await createTestRuntime();
    const shut = await createTestOrganization('Shut');
    await quarantine(shut.orgId, 'quarantined');
    await rt.alerts.raise(shut.orgId, 'ledger.mismatch', 'altered', { place: 3 });
    await rt.alerts.settleOwed();
    await rt.alerts.settleOwed();
    expect(mailsTo(shut.owner.email).map(({ subject }) => subject)).toEqual([
      'Critical: The ledger is not what was written',
    ]);
    await quarantine(shut.orgId, 'ok');
    await rt.alerts.settleOwed();
    expect((await call(listAlerts, shut.owner)).data).toMatchObject([{ detail: { place: 3 } }]);
    expect(await rt.tenancy.control.all('SELECT orgId FROM OwedAlert')).toEqual([]);
    acme = shut;
  });
});
