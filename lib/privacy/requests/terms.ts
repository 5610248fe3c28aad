/** Every number that requests of data subjects go by. No Node imports: forms say some of them. */

/** A code confirms a request, or opens an answer, for so long. */
export const codeSeconds = 1_800;
/** Wrong codes that kill one code. */
export const codeAttemptsMax = 5;
/** Wrong codes for one mailbox in one hour, over all its codes: whoever asks for many gets no more guesses. */
export const codeAttemptsPerHourMax = 10;
/** Codes mailed for one request in one hour. */
export const codesPerHourMax = 5;
/**
 * Codes mailed to one mailbox in one hour for the same purpose, over all requests, whoever asks from wherever: nobody's mailbox
 * is flooded by us.
 */
export const codesPerMailboxHourMax = 10;
/** A request that nobody confirms goes after this, and its words with it. */
export const unverifiedSeconds = 7 * 86_400;
/** The link to an answer opens it for so long. */
export const answerSeconds = 14 * 86_400;
/** After the code was typed, the export can be fetched for so long without another one. */
export const ticketSeconds = 900;
/** How often the export of one answer can be fetched in all. */
export const downloadsMax = 5;
/** Years after its answer in which a request may be needed as proof; then the person's words and address go. */
export const keptYears = 3;
export const messageCharsMax = 4_000;
export const answerCharsMax = 20_000;
