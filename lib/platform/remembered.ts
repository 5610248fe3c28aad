/**
 * What keys may come to in all, in characters. Keys hold whole records, so what is worked out from them is about as large:
 * somebody who makes records as long as they may be does not fill the memory of everybody.
 */
const keyCharsMaxUsual = 8_000_000;

/**
 * Answers by what they follow from, each worked out once while it is among the last that were asked for. An answer is shared:
 * nobody changes it. Nothing is ever forgotten because something changed, since what changed is another key.
 *
 * @param entriesMax how many answers are kept; those that were not asked for longest go first.
 * @param keyCharsMax how long the keys of these may be together; an answer whose key alone is longer is not kept.
 */
export function remembered<T>(
  entriesMax: number,
  keyCharsMax: number = keyCharsMaxUsual,
): (key: string, work: (key: string) => T) => T {
  const answers = new Map<string, T>();
  let keyChars = 0;
  const forget = (key: string) => {
    if (answers.delete(key)) keyChars -= key.length;
  };
  return (key, work) => {
    const known = answers.get(key);
    const answer = known ?? work(key);
    forget(key);
    answers.set(key, answer);
    keyChars += key.length;
    while (answers.size > entriesMax || keyChars > keyCharsMax) forget(answers.keys().next().value as string);
    return answer;
  };
}
