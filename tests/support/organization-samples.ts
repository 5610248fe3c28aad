import { runtime } from '#lib/runtime.ts';
import { createTestMember } from './call.ts';
import { none, type OperationSamples, withId } from './operation-sample.ts';
import { allowedProgram, program } from './programs.ts';
import { invite, member, memberSession, memberWithFactor } from './sample-members.ts';
import {
  alert,
  alertWebhook,
  delivery,
  expiringKey,
  key,
  markerOf,
  next,
  organizationErasure,
  origin,
} from './sample-records.ts';

/** The organisation itself, who works in it, what works for it, and what it is told. */
export const organizationSamples: OperationSamples = {
  'organizations.read': none,
  'organizations.rename': { input: async (org) => ({ name: `${org.slug} ${next()}` }), ids: {} },
  'backups.list': none,
  'drills.list': none,
  'erasure.read': none,
  'erasure.propose': {
    input: async (org) => {
      await organizationErasure(org, null);
      return { confirm: org.slug };
    },
    ids: {},
  },
  'erasure.approve': {
    input: async (org) => {
      await organizationErasure(org, 'proposed');
      const other = await createTestMember(org.orgId, 'owner', `${next()}.${markerOf(org)}@example.com`);
      await runtime().tenancy.control.write((tx) =>
        tx.run('UPDATE OrganizationErasure SET requestedBy = ? WHERE orgId = ?', [other.userId, org.orgId]),
      );
      return { confirm: org.slug };
    },
    ids: {},
  },
  'erasure.cancel': {
    input: async (org) => {
      await organizationErasure(org, 'approved');
      return {};
    },
    ids: {},
  },
  'erasure.updateSettings': { input: async () => ({ coolingOffDays: 30, secondApproval: 'off' }), ids: {} },
  'members.list': none,
  'members.changeRole': withId(member, 'mem', { role: 'member' }),
  'members.remove': withId(member, 'mem'),
  'members.leave': none,
  'members.resetFactors': withId(memberWithFactor, 'mem'),
  'members.listSessions': withId(member, 'mem'),
  'members.endSessions': withId(member, 'mem'),
  'members.endSession': {
    input: async (org) => memberSession(org),
    ids: { id: 'mem', sessionId: 'ses' },
  },
  'factorPolicy.read': none,
  'factorPolicy.update': { input: async () => ({ requiredOf: 'administrators', graceDays: 90 }), ids: {} },
  'sessions.rotateKey': none,
  'oauthClients.register': {
    input: async (org) => ({ name: markerOf(org), scopes: ['contacts:read'], deviceFlow: true, redirectUris: [] }),
    ids: {},
  },
  'oauthClients.list': none,
  'oauthClients.remove': withId(program, 'cli'),
  'oauthGrants.list': none,
  'oauthGrants.revoke': withId(allowedProgram, 'grt'),
  'invites.create': { input: async (org) => ({ email: `${next()}@${org.slug}.example`, role: 'viewer' }), ids: {} },
  'invites.list': none,
  'invites.revoke': withId(invite, 'inv'),
  'invites.resend': withId(invite, 'inv'),
  'me.read': none,
  'apiKeys.list': none,
  'apiKeys.create': { input: async (org) => ({ name: markerOf(org), scopes: ['contacts:read'] }), ids: {} },
  'apiKeys.read': withId(key, 'key'),
  'apiKeys.update': withId(key, 'key', { name: 'Renamed', allowedAddresses: ['192.0.2.0/24'] }),
  'apiKeys.rotate': withId(key, 'key'),
  'apiKeys.revoke': withId(key, 'key'),
  'apiKeys.mailLeak': withId(key, 'key'),
  'apiKeys.mailExposure': withId(key, 'key'),
  'apiKeys.remind': withId(expiringKey, 'key'),
  'origins.list': none,
  'origins.create': { input: async (org) => ({ origin: `https://${next()}.${markerOf(org)}.example` }), ids: {} },
  'origins.delete': withId(origin, 'ori'),
  'audit.list': { input: async (org) => ({ actor: org.owner.userId }), ids: { actor: 'usr' } },
  'audit.export': { input: async (org) => ({ actor: org.owner.userId, format: 'ndjson' }), ids: { actor: 'usr' } },
  'overview.read': none,
  'alerts.list': none,
  'alerts.read': withId(alert, 'alr'),
  'alerts.acknowledge': withId(alert, 'alr'),
  'alerts.resolve': withId(alert, 'alr'),
  'alerts.readSettings': none,
  'alerts.updateSettings': { input: async () => ({ mailTo: 'owners' }), ids: {} },
  'alerts.setWebhook': { input: async () => ({ url: 'https://hooks.example.com/' }), ids: {} },
  'alerts.removeWebhook': { input: alertWebhook, ids: {} },
  'alerts.testWebhook': { input: alertWebhook, ids: {} },
  'alerts.listDeliveries': { input: async (org) => ({ subject: await alert(org) }), ids: { subject: 'alr' } },
  'alerts.retryDelivery': withId(delivery, 'dlv'),
  'alerts.deliver': withId((org) => delivery(org, 'sent'), 'dlv'),
};
