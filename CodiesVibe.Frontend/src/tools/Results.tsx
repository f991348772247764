import type { Facet } from './facets';
import { Notice } from './Notice';
import { Skeletons } from './Skeletons';
import { SortSelect } from './SortSelect';
import { Suggestions } from './Suggestions';
import { ToolCard } from './ToolCard';
import type { ToolQuery } from './toolQuery';
import type { useTools } from './useTools';
import { useView } from './useView';
import { ViewSwitch } from './ViewSwitch';

interface Props {
  query: ToolQuery;
  result: ReturnType<typeof useTools>;
  onChoose: (change: Partial<ToolQuery>) => void;
  onToggle: (facet: Facet, value: string) => void;
  /** Asks for everything again; absent when everything is already asked for. */
  onClear: (() => void) | undefined;
}

export function Results({ query, result, onChoose, onToggle, onClear }: Props) {
  const { data } = result;
  const words = query.q.trim();
  const [view, setView] = useView();

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
          {summary(words, result.isPending || result.isPlaceholderData, data?.total)}
        </p>
        {clear}
        <ViewSwitch view={view} onChange={setView} />
        <SortSelect
          query={query}
          onSort={(sort) => {
            onChoose({ sort });
          }}
        />
      </div>
      {result.isPending && <Skeletons />}
      {!result.isFetchNextPageError && failure}
      {data?.total === 0 && (
        <Notice
          title={onClear ? 'No tool matches' : 'No tools yet'}
          text={onClear ? 'Try another word, or fewer filters.' : 'The directory is still empty.'}
        >
          {words !== '' && (
            <Suggestions
              words={words}
              onSearch={(q) => {
                onChoose({ q });
              }}
            />
          )}
        </Notice>
      )}
      {data && (
        <div className="grid" data-view={view} data-outdated={result.isPlaceholderData}>
          {data.tools.map((tool) => (
            <ToolCard key={tool.slug} tool={tool} query={query} onToggle={onToggle} />
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
