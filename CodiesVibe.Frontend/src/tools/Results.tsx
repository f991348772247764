import { Notice } from './Notice';
import { Skeletons } from './Skeletons';
import { ToolCard } from './ToolCard';
import type { ToolQuery } from './toolQuery';
import { useTools } from './useTools';

interface Props {
  query: ToolQuery;
  /** Asks for everything again; absent when everything is already asked for. */
  onClear: (() => void) | undefined;
}

export function Results({ query, onClear }: Props) {
  const result = useTools(query);
  const { data } = result;

  const clear = onClear && (
    <button type="button" className="quiet" onClick={onClear}>
      Clear all
    </button>
  );
  const failure = result.error && (
    <Notice
      role="alert"
      title={data ? 'This list may be incomplete' : 'The tools could not be loaded'}
      text={result.error.message}
    >
      <button
        type="button"
        onClick={() =>
          void (result.isFetchNextPageError ? result.fetchNextPage() : result.refetch())
        }
      >
        {result.isFetching ? 'Trying…' : 'Retry'}
      </button>
    </Notice>
  );

  return (
    <section aria-label="Tools" aria-busy={result.isFetching}>
      <div className="summary">
        <p role="status">
          {summary(query.q.trim(), result.isPending || result.isPlaceholderData, data?.total)}
        </p>
        {clear}
      </div>
      {result.isPending && <Skeletons />}
      {!result.isFetchNextPageError && failure}
      {data?.total === 0 && (
        <Notice
          title={onClear ? 'No tool matches' : 'No tools yet'}
          text={onClear ? 'Try another word, or fewer filters.' : 'The directory is still empty.'}
        />
      )}
      {data && (
        <div className="grid" data-outdated={result.isPlaceholderData}>
          {data.tools.map((tool) => (
            <ToolCard key={tool.slug} tool={tool} />
          ))}
        </div>
      )}
      {result.isFetchNextPageError && failure}
      {result.hasNextPage && !result.error && (
        <button
          type="button"
          className="more"
          onClick={() => {
            if (!result.isFetching) {
              void result.fetchNextPage();
            }
          }}
        >
          {result.isFetchingNextPage ? 'Loading…' : 'Show more'}
        </button>
      )}
    </section>
  );
}

function summary(words: string, isLoading: boolean, total: number | undefined): string {
  if (isLoading) {
    return 'Loading tools…';
  }
  if (total === undefined) {
    return '';
  }
  const tools = total === 1 ? '1 tool' : `${total} tools`;
  return words === '' ? tools : `${tools} for “${words}”`;
}
