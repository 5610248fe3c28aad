import { z } from 'zod';

export const coolingOffDaysMax = 30;

/** As people write it down: `7K3M-9QXT-4HWD-2NPB`. */
const certificateNumber = /^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/;

export const NoErasureInput = z.strictObject({});

export const ProposeErasure = z.strictObject({
  confirm: z
    .string()
    .trim()
    .min(1, 'Type the name of the organisation.')
    .max(200)
    .describe('The name of the organisation, or its address (slug), so that nobody erases the wrong one'),
});

export const UpdateErasureSettings = z.strictObject({
  coolingOffDays: z.coerce
    .number({ error: 'Give a number of days.' })
    .int('Give whole days.')
    .min(0)
    .max(coolingOffDaysMax, `At most ${coolingOffDaysMax} days`)
    .describe('Days between the decision and the erasure, in which any owner can call it off'),
  secondApproval: z.enum(['on', 'off']).describe('on: another owner has to approve before anything happens'),
});

export const ErasureSettings = z.object({
  coolingOffDays: z.number().int(),
  secondApproval: z.enum(['on', 'off']),
});

/** An erasure as the organisation's owners see it. */
export const ProposedErasure = z.object({
  id: z.string(),
  state: z
    .enum(['proposed', 'approved', 'running', 'done', 'cancelled'])
    .describe(
      'proposed: another owner has to approve; approved: it begins at `notBefore`; running: there is no way back',
    ),
  requestedBy: z.string().describe('Opaque id of the owner who asked for it'),
  approvedBy: z.string().nullable(),
  notBefore: z.string().nullable().describe('When it begins; null before it is approved'),
  coolingOffDays: z.number().int().describe('As agreed when it was asked for'),
  certificate: z
    .string()
    .describe('The number of its certificate: where it is followed, and where it is proven once it is done'),
  createdAt: z.string(),
});

/** What goes, by count. */
export const ErasureImpact = z.object({
  contacts: z.number().int(),
  deals: z.number().int(),
  activities: z.number().int(),
  interactions: z.number().int(),
  files: z.number().int(),
  fileBytes: z.number().int(),
  exports: z.number().int(),
  receipts: z.number().int(),
  members: z.number().int().describe('People who lose access; their accounts stay'),
  invitations: z.number().int(),
  apiKeys: z.number().int().describe('Keys that stop working'),
  links: z.number().int().describe('Links to receipts that stop working'),
});

export const ErasureOverview = z.object({
  settings: ErasureSettings,
  owners: z.number().int(),
  held: z.boolean().describe('Whether a legal hold keeps it from being erased'),
  impact: ErasureImpact,
  erasure: ProposedErasure.nullable().describe('The one that was asked for, if any'),
});

export const CertificateNumber = z.strictObject({
  number: z
    .string()
    .trim()
    .toUpperCase()
    .regex(certificateNumber, 'A certificate number reads like 7K3M-9QXT-4HWD-2NPB.')
    .describe('The number of the certificate'),
});

export const ErasureCertificate = z.object({
  number: z.string(),
  organization: z.string().describe('The opaque id of the organisation'),
  state: z.enum(['running', 'done']),
  stepsDone: z.number().int(),
  steps: z.number().int(),
  at: z.string().nullable().describe('When the certificate was issued'),
  seq: z.number().int().nullable().describe("The receipt in the installation's own ledger"),
  detail: z
    .object({
      rows: z.record(z.string(), z.number().int()).nullable().describe('Rows of its database, by table'),
      directoryRows: z.record(z.string(), z.number().int()).describe('Rows of the control database, by table'),
      objects: z.object({ count: z.number().int(), bytes: z.number().int() }),
      ledger: z
        .object({ size: z.number().int(), root: z.string(), at: z.string(), vkey: z.string(), checkpoint: z.string() })
        .nullable()
        .describe('The signed head that its ledger ended with'),
      steps: z.record(z.string(), z.string()).describe('When each step was done'),
    })
    .nullable(),
});

export const EraseOrganization = z.strictObject({
  org: z.string().min(1).max(64).describe('Slug or id'),
  confirm: z.string().min(1).max(64).describe('The slug again'),
});

export const ErasureName = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(64)
    .describe('Id of the erasure or of the organisation, or the number of the certificate'),
});

/** An erasure as whoever runs the installation sees it. */
export const ErasureRecord = z.object({
  id: z.string(),
  organization: z.string(),
  state: z.enum(['proposed', 'approved', 'running', 'done', 'cancelled']),
  step: z.string(),
  notBefore: z.string(),
  certificate: z.string(),
  problem: z.string().nullable().describe('Why it does not get on, if it does not'),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});

export const ErasureRecords = z.object({ data: z.array(ErasureRecord) });

export const ErasureRecordWithFile = ErasureRecord.extend({
  file: z.string().nullable().describe('The certificate as a file, once it is issued'),
});
