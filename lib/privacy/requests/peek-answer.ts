import { publicOperation } from '../../access/operation.ts';
import { findAnswer } from './find-answer.ts';
import { inOrganization, organizationAt } from './in-organization.ts';
import { SubjectAnswerOffer, SubjectAnswerToken } from './schema.ts';

/** What the page behind a link to an answer says before a code was typed. Counts nothing: mail scanners open every link. */
export const peekAnswer = publicOperation({
  name: 'subjectRequests.peekAnswer',
  title: 'See whether a link opens an answer',
  limits: ['subjectRequests.page'],
  input: SubjectAnswerToken,
  output: SubjectAnswerOffer,
  writes: false,
  run: async (ctx, { org, token }) => {
    const organization = await organizationAt(ctx, org);
    const { closedAt, expiresAt } = await inOrganization(ctx, organization.id, findAnswer, { token });
    return { organization: organization.name, closedAt, expiresAt };
  },
});
