import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { pageCall, signedInUser } from '#lib/http/page-door.ts';
import { localPath } from '#lib/identity/redirect-path.ts';
import { readSignInOptions } from '#lib/identity/sign-in/read-sign-in-options.ts';
import { type PageQuery, queryValue } from '../../../components/tables/query-string.ts';
import { SignInForm } from '../sign-in-form.tsx';

export const metadata: Metadata = { title: 'Create your account' };

export default async function SignUpPage({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const [query, options, user] = await Promise.all([searchParams, pageCall(readSignInOptions, {}), signedInUser()]);
  const next = localPath(queryValue(query, 'next')) ?? undefined;
  if (user !== null) redirect(next ?? '/');
  return <SignInForm form="register" options={options} next={next} />;
}
