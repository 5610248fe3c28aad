import { publicOperation } from '../../access/operation.ts';
import { daysAllowed, judgeForPerson, organizationName, presentAsking, presentScopes } from './judge-for-person.ts';
import { destinationOf } from './redirect-uri.ts';
import { AuthorizationPage, ReadAuthorization } from './schema.ts';

/** What the page behind `/oauth/authorize` shows, or where it leads. Reading allows nothing. */
export const readAuthorization = publicOperation({
  name: 'oauth.readAuthorization',
  title: 'See what a program asks for',
  limits: ['auth.pages'],
  input: ReadAuthorization,
  output: AuthorizationPage,
  writes: false,
  run: async (ctx, { query }) => {
    const judged = await judgeForPerson(ctx.control, ctx.principal, query, ctx.services.origin);
    if (judged.kind !== 'consent') return judged;
    const { request, orgId, asked } = judged;
    return {
      kind: 'consent' as const,
      client: presentAsking(request.client),
      organization: await organizationName(ctx.control, orgId),
      destination: destinationOf(request.redirectUri),
      endsAfterDays: daysAllowed(ctx.services.env),
      ...presentScopes(asked),
    };
  },
});
