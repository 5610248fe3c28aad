/**
 * Answers by what they follow from, each worked out once while it is among the last that were asked for. An answer is shared:
 * nobody changes it. Nothing is ever forgotten because something changed, since what changed is another key.
 *
 * @param entriesMax how many answers are kept; those that were not asked for longest go first.
 */
export function remembered<T>(entriesMax: number): (key: string, work: (key: string) => T) => T {
  const answers = new Map<string, T>();
  return (key, work) => {
    const known = answers.get(key);
    const answer = known ?? work(key);
    if (known !== undefined) answers.delete(key);
    answers.set(key, answer);
    if (answers.size > entriesMax) answers.delete(answers.keys().next().value as string);
    return answer;
  };
}
