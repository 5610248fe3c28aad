/** Where things stand, as people read it. No Node imports: pages read it. */
export const whereWords = {
  control: 'Control database',
  tenant: 'Organisation’s own database',
  objects: 'Object store',
  keys: 'Key-value store',
  files: 'Data folder',
  output: 'Output of the process',
} as const;
