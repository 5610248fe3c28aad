/** A failure that one sentence explains. `code` is the exit code to end with. */
export class Stop extends Error {
  constructor(sentence, code = 1) {
    super(sentence);
    this.name = 'Stop';
    this.code = code;
  }
}

/** Runs `body`; when it throws, prints the sentence (or, for the unforeseen, the stack) and ends the process. */
export async function endOnStop(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Stop ? `holdfast: ${error.message}` : error);
    process.exit(error instanceof Stop ? error.code : 1);
  }
}
