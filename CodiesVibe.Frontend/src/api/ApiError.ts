const explanations = {
  unreachable: 'CodiesVibe could not be reached. Check your connection, then try again.',
  unavailable: 'The directory is not available right now. It usually comes back within a minute.',
  timeout: 'The directory took too long to respond. Try again.',
  missing: 'There is nothing at this address.',
  busy: 'Too many requests came from your address. Wait a minute, then try again.',
  refused: 'The directory could not handle this request. Try another search.',
  malformed: 'The directory sent a response that this page cannot read. Reload the page.',
};

export type Failure = keyof typeof explanations;

/** A request to the API that did not end in a usable answer; `message` is written for the reader of the page. */
export class ApiError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, cause?: unknown) {
    super(explanations[failure], { cause });
    this.name = 'ApiError';
    this.failure = failure;
  }
}
