import type { Metadata } from 'next';
import { pageCall } from '#lib/http/page-door.ts';
import { listBackups } from '#lib/tenancy/backup/list-backups.ts';
import { listDrills } from '#lib/tenancy/backup/list-drills.ts';
import { BackupsView } from '../../../../components/console/backups/backups-view.tsx';

export const metadata: Metadata = { title: 'Backups' };

interface BackupsPageProps {
  params: Promise<{ org: string }>;
}

export default async function BackupsPage({ params }: BackupsPageProps) {
  const { org } = await params;
  const [backups, drills] = await Promise.all([
    pageCall(listBackups, {}, { orgSlug: org }),
    pageCall(listDrills, {}, { orgSlug: org }),
  ]);
  return <BackupsView {...{ org, backups, drills: drills.data }} />;
}
