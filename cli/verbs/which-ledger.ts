import type { Command } from 'commander';
import { installationSlug } from '#lib/access/installation-slug.ts';
import { CommandFailure } from '../failure.ts';
import { exitCodes } from '../terminal.ts';

export interface WhichLedger {
  readonly org?: string | undefined;
  readonly installation?: true | undefined;
}

/** The command, with the options that say whose ledger is meant. */
export function whichLedger(command: Command): Command {
  return command
    .option('--org <slug>', 'the organisation')
    .option('--installation', "the installation's own ledger: of erasures, restores and drills");
}

/** What the ledger's organisation is called. @throws wrong usage unless one of the two is said. */
export function ledgerName({ org, installation }: WhichLedger): string {
  if ((org === undefined) === (installation === undefined)) {
    throw new CommandFailure('Give either --org or --installation.', exitCodes.usage);
  }
  return org ?? installationSlug;
}

/** The same in a sentence. */
export function ledgerWords(name: string): string {
  return name === installationSlug ? 'the installation' : name;
}
