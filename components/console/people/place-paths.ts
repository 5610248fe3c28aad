import { consolePaths } from '../paths.ts';

/** Where a record of a place is shown in the console; undefined where it has no page of its own. */
export function recordPath(org: string, place: string, id: string): string | undefined {
  const path = paths[place];
  return path?.(org, id);
}

const paths: Readonly<Record<string, (org: string, id: string) => string>> = {
  contacts: consolePaths.contact,
  deals: consolePaths.deal,
  importChunks: consolePaths.import,
  importRejects: consolePaths.import,
  exports: consolePaths.exports,
  openRequests: consolePaths.request,
  subjectRequests: consolePaths.request,
  receipts: (org, seq) => `${consolePaths.receipts(org)}/${seq}`,
  mentionsInContact: consolePaths.contact,
  mentionsInDeal: consolePaths.deal,
  mentionsInImport: consolePaths.import,
  mentionsInAlert: consolePaths.alert,
};
