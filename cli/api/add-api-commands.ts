import { Argument, Command } from 'commander';
import type { OpenApiDocument } from '#lib/contract/document.ts';
import type { ClientOperation } from '../../scripts/client/client-operations.ts';
import type { ActRemotely } from '../program.ts';
import { exampleOf, scopeSentence } from './command-help.ts';
import type { ApiContract } from './contract.ts';
import { flagsOf } from './flags.ts';
import { runOperation } from './run-operation.ts';
import { isSecretMember, kebab, wordsOf } from './words.ts';

/**
 * Every operation of the API as a command: `holdfast api contacts list`. Without `api` too, where no verb of the operator has
 * the group's name: those keep theirs.
 * @param wanted names of the groups whose commands are made; of the others only the names. All of them when absent.
 */
export function addApiCommands(
  program: Command,
  contract: ApiContract,
  act: ActRemotely,
  wanted?: ReadonlySet<string>,
): void {
  const taken = new Set(program.commands.map((command) => command.name()));
  const api = new Command('api')
    .description('every operation of the API; the groups below without `api` are the same')
    .copyInheritedSettings(program);
  const groups = Map.groupBy(contract.operations, (operation) => wordsOf(operation)[0]);
  for (const [group, operations] of groups) {
    const made = () => {
      const command = new Command(group).description(operations[0]?.operation.tags[0] ?? '');
      command.copyInheritedSettings(program);
      if (wanted !== undefined && !wanted.has(group)) return command;
      for (const operation of operations) addOperation(command, contract.document, operation, act);
      return command;
    };
    api.addCommand(made());
    if (!taken.has(group)) program.addCommand(made());
  }
  program.addCommand(api);
}

function addOperation(group: Command, document: OpenApiDocument, operation: ClientOperation, act: ActRemotely): void {
  const { summary, description } = operation.operation;
  const command = group.command(wordsOf(operation)[1]).summary(summary);
  command.description(
    `${summary}.${description === undefined ? '' : `\n${description}`}\n\n${scopeSentence(operation)}`,
  );
  const named = operation.pathNames.filter((name) => !isSecretMember(name));
  for (const name of named)
    command.addArgument(new Argument(`<${kebab(name)}>`, operation.input.properties?.[name]?.description));
  const flags = flagsOf(document, operation);
  for (const option of flags.flatMap(({ options }) => options)) command.addOption(option);
  if (Object.keys(operation.input.properties ?? {}).length > named.length) {
    command.option('--data <json>', 'members of the input as JSON: @file, - for standard input, or the JSON itself');
  }
  if (operation.sendsFile) command.requiredOption('--file <path>', 'what to send; - for standard input');
  if (operation.answers === 'file') command.option('--out <file>', 'where to write it; it must not be there yet');
  if (operation.pageItem !== undefined && operation.queryNames.includes('cursor')) {
    command.option('--all', 'every page, one after the other');
  }
  if (operation.operation['x-idempotency-key']) {
    command.option('--idempotency-key <key>', 'makes the same command harmless when it is given again');
  }
  command.option('--profile <name>', 'ask as whoever signed in under this name');
  command.addHelpText('after', `\nExample:\n  ${exampleOf(document, operation, flags)}\n`);
  command.action(
    act((asking, options, args) =>
      runOperation(asking, operation, {
        flags,
        options,
        args: Object.fromEntries(named.map((name, at) => [name, args[at] ?? ''])),
      }),
    ),
  );
}
