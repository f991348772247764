import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Notice } from '../tools/Notice';
import type { Submission } from './submission';

interface Props {
  result: UseQueryResult<Submission>;
  children: (submission: Submission) => ReactNode;
}

/** A submission, once it is there. */
export function Loaded({ result, children }: Props) {
  const { data, error, isFetching, refetch } = result;
  return data ? (
    children(data)
  ) : error ? (
    <Notice role="alert" title="This submission could not be loaded" text={error.message}>
      <button type="button" onClick={() => void refetch()}>
        {isFetching ? 'Trying…' : 'Retry'}
      </button>
    </Notice>
  ) : (
    <p role="status">Loading…</p>
  );
}
