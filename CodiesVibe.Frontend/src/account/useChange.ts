import { useMutation } from '@tanstack/react-query';
import type * as v from 'valibot';
import { Problem } from '../api/Problem';
import { sendJson } from '../api/sendJson';
import { useVisitor, useVisitorChange } from './visitor';

interface Change {
  method: 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: unknown;
  version?: number;
}

/**
 * Sends changes as who is signed in. A session that has ended meanwhile makes the page ask who is there.
 */
export function useChange<Schema extends v.GenericSchema>(
  schema: Schema,
  onDone: (answer: v.InferOutput<Schema>, change: Change) => void | Promise<void>,
) {
  const { data: visitor } = useVisitor();
  const changeVisitor = useVisitorChange();
  const { mutate, error, isPending } = useMutation({
    networkMode: 'always',
    mutationFn: (change: Change) =>
      sendJson({ ...change, token: visitor?.csrfToken ?? '' }, schema),
    onSuccess: onDone,
    onError: async (failure) => {
      if (failure instanceof Problem && isOfSession(failure)) {
        await changeVisitor();
      }
    },
  });
  const fields = error instanceof Problem ? error.fields : {};
  return { send: mutate, error, fields, isPending };
}

/** The session or its token is no longer valid. */
function isOfSession({ status, fields }: Problem): boolean {
  return status === 401 || (status === 400 && Object.keys(fields).length === 0);
}
