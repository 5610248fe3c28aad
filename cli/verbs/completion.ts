import type { Command } from 'commander';
import { Argument } from 'commander';
import type { Answer } from '../terminal.ts';

const shells = ['bash', 'zsh'] as const;

/**
 * Prints what lets a shell complete the words of a command line: `source <(holdfast completion bash)`.
 * @param whole every command with everything in it.
 */
export function addCompletionVerb(
  program: Command,
  tellAnswer: (answer: Answer) => Promise<void>,
  whole: () => Command,
): void {
  program
    .command('completion')
    .description('print a script that completes commands: source <(holdfast completion bash)')
    .addArgument(new Argument('<shell>').choices(shells))
    .action((shell: (typeof shells)[number]) => {
      const script = completionScript(whole(), shell);
      return tellAnswer({ json: { shell, script }, text: script });
    });
}

/** zsh reads scripts of bash once it was told to. */
function completionScript(program: Command, shell: (typeof shells)[number]): string {
  const cases = [...wordsBelow(program, '')].map(([path, words]) => `    '${path}') words='${words.join(' ')}' ;;`);
  return `${shell === 'zsh' ? 'autoload -U +X bashcompinit && bashcompinit\n' : ''}_holdfast() {
  local path='' word words
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) path="$path $word" ;; esac
  done
  case "\${path# }" in
${cases.join('\n')}
    *) return 0 ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _holdfast holdfast
`;
}

/** Names alone, all of them ours: nothing that a shell would take for more than a word. */
function* wordsBelow(command: Command, path: string): Generator<readonly [string, readonly string[]]> {
  const options = command.options.filter(({ hidden }) => !hidden).flatMap(({ long }) => long ?? []);
  yield [path, [...command.commands.map((below) => below.name()), ...options, '--json', '--help']];
  for (const below of command.commands) yield* wordsBelow(below, `${path} ${below.name()}`.trim());
}
