import * as v from 'valibot';
import { ApiError } from './ApiError';
import { Problem } from './Problem';

const timeoutMs = 15_000;

interface Change {
  method: 'POST' | 'PUT' | 'DELETE';
  path: string;
  /** Of who is signed in. */
  token: string;
  body?: unknown;
  /** The version that the reader has seen. */
  version?: number;
}

/**
 * Changes something, and checks the answer against `schema`.
 * Throws {@link Problem} where the API refuses, and {@link ApiError} for everything else but a usable answer.
 */
export async function sendJson<Schema extends v.GenericSchema>(
  { method, path, token, body, version }: Change,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const signal = AbortSignal.timeout(timeoutMs);
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      signal,
      headers: {
        accept: 'application/json',
        'x-csrf-token': token,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    text = await response.text();
  } catch (error) {
    throw new ApiError(signal.aborted ? 'timeout' : 'unreachable', error);
  }
  if (response.status >= 400 && response.status < 500) {
    throw new Problem(response.status, parse(text));
  }
  if (!response.ok) {
    throw new ApiError('unavailable', response.status);
  }
  try {
    return v.parse(schema, parse(text));
  } catch (error) {
    throw new ApiError('malformed', error);
  }
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
