/** README.txt: for the person who opens the archive. */
export function readmeText(archive: {
  readonly organization: string;
  readonly instance: string;
  readonly createdAt: Date;
  /** Whom it is about; null for everything of the organisation. */
  readonly subject: string | null;
  readonly csv: boolean;
  readonly files: boolean;
  readonly ledger: boolean;
}): string {
  const { organization, instance, createdAt, subject, csv, files, ledger } = archive;
  const what =
    subject === null
      ? `Everything that ${organization} keeps in Holdfast`
      : `Everything that ${organization} keeps in Holdfast about one person (${subject})`;
  const parts = [
    'data/         every record, one a line, as JSON. Complete: this is what another installation takes in.',
    ...(csv ? ['csv/          the same records as tables, for a spreadsheet.'] : []),
    ...(csv && subject === null
      ? ['crm/          contacts and deals with the column names that HubSpot, Pipedrive and Salesforce import.']
      : []),
    ...(files ? ['files/        the files themselves, each named after its id in data/files.jsonl.'] : []),
    ...(ledger
      ? ['ledger/       the record of every change, signed. Check it at /verify or with holdfast-verify.']
      : []),
    'schema.json   what each kind of record is made of.',
    'manifest.json every file with its size, its number of records and its SHA-256.',
  ];
  return `${what},
as it was at ${createdAt.toISOString()}.

${parts.map((line) => `  ${line}`).join('\n')}
${
  csv
    ? `
In the tables, a cell that a spreadsheet would take for a formula has an apostrophe in front.
`
    : ''
}${
  subject === null
    ? `
API keys and links are listed without what proves them: they cannot be used elsewhere.
To take the archive in: console, "Exports", "archives", in a new or empty organisation.
`
    : ''
}
It holds personal data. Keep it where only those can read it who may, and delete it when it is no longer needed.

Made by ${instance}
Format: holdfast-archive 1, described in docs/archive-format.md of Holdfast
`.replaceAll('\n', '\r\n');
}
