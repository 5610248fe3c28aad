import type { Metadata } from 'next';
import { pageCall } from '#lib/http/page-door.ts';
import { readNotice } from '#lib/identity/factors/report-change.ts';
import { NoNoticeScreen, NotMeScreen } from '../../../components/auth/not-me-screen.tsx';
import { type PageQuery, queryValue } from '../../../components/tables/query-string.ts';
import { authPaths } from '../paths.ts';
import { reportChangeAction } from '../sign-in/factor/actions.ts';

export const metadata: Metadata = { title: 'This was not me', referrer: 'same-origin' };

export default async function NotMePage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const query = await searchParams;
  const token = queryValue(query, 'token');
  const over = (
    <NoNoticeScreen reported={queryValue(query, 'reported') !== undefined} signInHref={authPaths.signIn()} />
  );
  if (token === undefined || token.length > 256) return over;
  const { state, text, at } = await pageCall(readNotice, { token });
  if (state === 'dead' || text === null || at === null) return over;
  return <NotMeScreen text={text} at={at} token={token} action={reportChangeAction} />;
}
