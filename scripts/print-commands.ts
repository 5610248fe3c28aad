import type { Command } from 'commander';
import type { OpenApiDocument } from '#lib/contract/document.ts';
import { createProgram } from '../cli/program.ts';
import { everyOperation } from './client/client-operations.ts';

/** One command, as documents show it. */
export interface PrintedCommand {
  /** With arguments and the options that must be given. */
  readonly usage: string;
  readonly says: string;
  readonly options: readonly string[];
}

export interface PrintedCommands {
  readonly operators: readonly PrintedCommand[];
  readonly signIn: readonly PrintedCommand[];
  /** By what it works on. */
  readonly api: readonly { readonly title: string; readonly commands: readonly PrintedCommand[] }[];
}

/** Every command that the contract and the operators' verbs make. */
export function printedCommands(document: OpenApiDocument): PrintedCommands {
  const silent = { out: () => undefined, outBytes: async () => undefined, err: () => undefined };
  const program = createProgram({
    terminal: silent,
    here: () => {
      throw new Error('no command is run');
    },
    foundBad: () => undefined,
    contract: { document, operations: everyOperation(document) },
  });
  const api = program.commands.find((command) => command.name() === 'api');
  const groups = new Set(api?.commands.map((command) => command.name()));
  const isOfApi = (command: Command) =>
    groups.has(command.name()) && command.description() === below(api, command.name())?.description();
  const own = program.commands.filter((command) => command !== api && !isOfApi(command));
  const signIn = new Set(['login', 'whoami', 'logout', 'profiles', 'completion']);
  return {
    operators: own.filter((command) => !signIn.has(command.name())).flatMap((command) => printed(command, 'holdfast')),
    signIn: own.filter((command) => signIn.has(command.name())).flatMap((command) => printed(command, 'holdfast')),
    api: (api?.commands ?? []).map((group) => {
      const short = program.commands.some((command) => command.name() === group.name() && isOfApi(command));
      return { title: group.description(), commands: printed(group, short ? 'holdfast' : 'holdfast api') };
    }),
  };
}

function below(command: Command | undefined, name: string): Command | undefined {
  return command?.commands.find((candidate) => candidate.name() === name);
}

function printed(command: Command, path: string): PrintedCommand[] {
  const words = `${path} ${command.name()}`;
  const inner = command.commands.flatMap((one) => printed(one, words));
  // A group does nothing by itself, unless it takes something.
  if (inner.length > 0 && command.options.length === 0 && command.registeredArguments.length === 0) return inner;
  const args = command.registeredArguments.map((argument) =>
    argument.required ? ` <${argument.name()}>` : ` [${argument.name()}]`,
  );
  const needed = command.options.filter(({ mandatory }) => mandatory).map(({ flags }) => ` ${flags}`);
  const others = command.options.filter(({ mandatory, hidden }) => !mandatory && !hidden).map(({ flags }) => flags);
  const says = command.summary() || command.description();
  return [{ usage: `${words}${args.join('')}${needed.join('')}`, says, options: others }, ...inner];
}
