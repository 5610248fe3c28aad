'use server';

import { requestScan } from '#lib/consent/scan/request-scan.ts';
import { serverAction } from '#lib/http/action-door.ts';
import { orgPath } from '../../../org-path.ts';

export const requestScanAction = serverAction(requestScan, {
  from: (form) => {
    const url = String(form.get('url') ?? '').trim();
    return { storefront: form.get('storefront'), ...(url === '' ? {} : { url }) };
  },
  done: (scan, form) => orgPath(form, `consent/${scan.storefront}/scans/${scan.id}`),
});
