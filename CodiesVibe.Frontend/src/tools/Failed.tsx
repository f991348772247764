import type { UseQueryResult } from '@tanstack/react-query';
import { Notice } from './Notice';

interface Props {
  title: string;
  result: Pick<UseQueryResult, 'error' | 'isFetching' | 'refetch'>;
}

/** Why something could not be loaded, and a button to try again. */
export function Failed({ title, result: { error, isFetching, refetch } }: Props) {
  return (
    error && (
      <Notice role="alert" title={title} text={error.message}>
        <button type="button" onClick={() => void refetch()}>
          {isFetching ? 'Trying…' : 'Retry'}
        </button>
      </Notice>
    )
  );
}
