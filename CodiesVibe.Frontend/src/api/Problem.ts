import * as v from 'valibot';

/** What the API says about a request that it refuses (RFC 9457). */
const ProblemDetails = v.object({
  detail: v.optional(v.string()),
  errors: v.optional(v.record(v.string(), v.array(v.string())), {}),
});

const unexplained = 'The request was refused. Reload the page, then try again.';

/** A request that the API refuses; `message` and `fields` are written for the reader of the page. */
export class Problem extends Error {
  readonly status: number;
  /** Sentences by the name of the field that they are about. */
  readonly fields: Record<string, string[]>;

  constructor(status: number, body: unknown) {
    const details = v.safeParse(ProblemDetails, body);
    const fields = details.success ? details.output.errors : {};
    super(
      (details.success ? details.output.detail : undefined) ??
        (Object.keys(fields).length > 0 ? 'Correct what is marked above.' : unexplained),
    );
    this.name = 'Problem';
    this.status = status;
    this.fields = fields;
  }
}
