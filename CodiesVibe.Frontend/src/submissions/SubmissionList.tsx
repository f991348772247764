import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { label } from '../tools/facets';
import { Notice } from '../tools/Notice';
import type { Submission } from './submission';
import type { useSubmissions } from './useSubmissions';

interface Props {
  result: ReturnType<typeof useSubmissions>;
  /** Said where there is none. */
  empty: ReactNode;
  /** The page of one; undefined for no page. */
  linkOf: (submission: Submission) => string | undefined;
}

export function SubmissionList({ result, empty, linkOf }: Props) {
  const { data, error } = result;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div aria-busy={result.isFetching}>
      {result.isPending && <p role="status">Loading…</p>}
      {data && items.length === 0 && empty}
      <ul className="submissions">
        {items.map((submission) => {
          const link = linkOf(submission);
          return (
            <li key={submission.id}>
              <h3>{link ? <Link to={link}>{submission.tool.name}</Link> : submission.tool.name}</h3>
              <p>
                <span className="status" data-status={submission.status}>
                  {label(submission.status)}
                </span>{' '}
                {submission.contributor},{' '}
                <time dateTime={submission.submittedAt}>
                  {new Date(submission.submittedAt).toLocaleDateString()}
                </time>
              </p>
              <p>{submission.tool.description}</p>
              {submission.reason && <p className="reason">Why: {submission.reason}</p>}
            </li>
          );
        })}
      </ul>
      {error && (
        <Notice role="alert" title="The submissions could not be loaded" text={error.message}>
          <button type="button" onClick={() => void result.refetch()}>
            {result.isFetching ? 'Trying…' : 'Retry'}
          </button>
        </Notice>
      )}
      {result.hasNextPage && !error && (
        <button type="button" className="more" onClick={() => void result.fetchNextPage()}>
          {result.isFetchingNextPage ? 'Loading…' : 'Show more'}
        </button>
      )}
    </div>
  );
}
