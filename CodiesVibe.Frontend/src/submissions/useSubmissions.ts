import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getJson } from '../api/getJson';
import { Submission, SubmissionPage } from './submission';

/** The lists and submissions under `/api/submissions` or `/api/review`; never older than the page that shows them. */
export function useSubmissions(source: 'submissions' | 'review', parameters = '') {
  return useInfiniteQuery({
    queryKey: [source, 'list', parameters],
    initialPageParam: 1,
    queryFn: ({ pageParam, signal }) =>
      getJson(`/api/${source}?page=${pageParam}${parameters}`, SubmissionPage, signal),
    getNextPageParam: ({ page, hasMore }) => (hasMore ? page + 1 : undefined),
    staleTime: 0,
  });
}

export function useSubmission(source: 'submissions' | 'review', id: string) {
  return useQuery({
    queryKey: [source, 'one', id],
    queryFn: ({ signal }) =>
      getJson(`/api/${source}/${encodeURIComponent(id)}`, Submission, signal),
    staleTime: 0,
    // What is being typed is not exchanged for what somebody else has written.
    refetchOnWindowFocus: false,
  });
}
