import * as v from 'valibot';
import { ApiError, type Failure } from './ApiError';

const timeoutMs = 15_000;

/**
 * Reads `path` and checks the answer against `schema`.
 * Throws {@link ApiError} for everything but a usable answer; a request cancelled through `signal` rejects with its reason.
 */
export async function getJson<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
  signal: AbortSignal,
): Promise<v.InferOutput<Schema>> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await send(path, AbortSignal.any([signal, timeout]));
    return v.parse(schema, await readBody(response));
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) {
      throw new ApiError('timeout', error);
    }
    throw error instanceof ApiError ? error : new ApiError('malformed', error);
  }
}

async function send(path: string, signal: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { headers: { accept: 'application/json' }, signal });
  } catch (error) {
    throw new ApiError('unreachable', error);
  }
  if (!response.ok) {
    throw new ApiError(failureOf(response.status), response.status);
  }
  return response;
}

function failureOf(status: number): Failure {
  if (status >= 500) {
    return 'unavailable';
  }
  return status === 404 ? 'missing' : status === 429 ? 'busy' : 'refused';
}

/** The body as text first: a connection lost half-way is then told from an answer that is not JSON. */
async function readBody(response: Response): Promise<unknown> {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw new ApiError('unreachable', error);
  }
  return JSON.parse(text);
}
