import type { Command } from 'commander';
import type { OpenApiDocument } from '#lib/contract/document.ts';
import { type CommandSettings, commandSettingsSchema } from '#lib/platform/command-settings.ts';
import { createProgram } from '../cli/program.ts';
import { everyOperation } from './client/client-operations.ts';
import { code, page, table } from './markdown.ts';

/** One command, as documents show it. */
interface PrintedCommand {
  /** With arguments and the options that must be given. */
  readonly usage: string;
  readonly says: string;
  readonly options: readonly string[];
}

interface PrintedCommands {
  readonly operators: readonly PrintedCommand[];
  readonly signIn: readonly PrintedCommand[];
  /** By what it works on. */
  readonly api: readonly { readonly title: string; readonly commands: readonly PrintedCommand[] }[];
}

/** One of them is for the command that starts the command. */
const commandSettingNames = (Object.keys(commandSettingsSchema.shape) as (keyof CommandSettings)[]).filter(
  (name) => name !== 'HOLDFAST_CALLED_FROM',
);

/** Every command, for people: docs/generated/cli.md. */
export function commandsPage(document: OpenApiDocument): string {
  const { operators, signIn, api } = printedCommands(document);
  const rows = (commands: readonly PrintedCommand[]) =>
    table(
      ['Command', 'What it does', 'Options'],
      commands.map(({ usage, says, options }) => [code(usage), says, options.map(code).join(' ')]),
    );
  return page(
    'Commands',
    'Each takes `--json` and `--help`; `--help` says which scope a command needs and shows an example. [Why so](../decisions/0044-command-line.md).',
    '## Signing in',
    rows(signIn),
    'What they go by, beside the words of a command:',
    table(
      ['Setting', 'What it says'],
      commandSettingNames.map((name) => [code(name), commandSettingsSchema.shape[name].description ?? '']),
    ),
    '## The API',
    'Every operation, by a sign-in or by `HOLDFAST_API_KEY` and `HOLDFAST_URL`. `holdfast api contacts list` and `holdfast contacts list` are the same; a group whose name a verb of the operator has is reached by `holdfast api` alone.',
    ...api.flatMap(({ title, commands }) => [`### ${title}`, rows(commands)]),
    '## For whoever runs the installation',
    'On the machine that has the data folder.',
    rows(operators),
  );
}

/** Every command that the contract and the operators' verbs make. */
function printedCommands(document: OpenApiDocument): PrintedCommands {
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
