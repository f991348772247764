import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import * as v from 'valibot';
import { getJson } from '../api/getJson';

/** Who is there. */
export const Visitor = v.object({
  name: v.nullable(v.string()),
  role: v.picklist(['visitor', 'contributor', 'admin']),
  csrfToken: v.string(),
});
export type Visitor = v.InferOutput<typeof Visitor>;

const key = ['visitor'];

export function useVisitor(): UseQueryResult<Visitor> {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => getJson('/api/account/me', Visitor, signal),
  });
}

/** Forgets what was read as somebody else: the new visitor is given, or asked for. */
export function useVisitorChange() {
  const client = useQueryClient();
  return async (visitor?: Visitor) => {
    client.removeQueries({
      predicate: ({ queryKey }) => queryKey[0] === 'submissions' || queryKey[0] === 'review',
    });
    if (visitor) {
      client.setQueryData(key, visitor);
    } else {
      await client.invalidateQueries({ queryKey: key });
    }
  };
}
