import { useCallback } from 'react';
import type { Facet } from './facets';
import { Filters } from './Filters';
import { Results } from './Results';
import { SearchBox } from './SearchBox';
import { isEmpty, parseQuery, type ToolQuery, toggle } from './toolQuery';
import { useToolQuery } from './useToolQuery';
import { useTools } from './useTools';

const everything = parseQuery('');

export function ToolsPage() {
  const { query, navigate } = useToolQuery();
  const result = useTools(query);

  const search = useCallback(
    (q: string) => {
      navigate({ ...query, q }, 'replace');
    },
    [query, navigate],
  );
  const choose = (change: Partial<ToolQuery>) => {
    navigate({ ...query, ...change }, 'push');
  };
  const toggleValue = (facet: Facet, value: string) => {
    choose(toggle(query, facet, value));
  };
  const clear = () => {
    choose(everything);
  };

  return (
    <>
      <div className="controls">
        <SearchBox value={query.q} onChange={search} />
        <Filters query={query} counts={result.data?.facets} onToggle={toggleValue} />
      </div>
      <Results
        query={query}
        result={result}
        onChoose={choose}
        onToggle={toggleValue}
        onClear={isEmpty(query) ? undefined : clear}
      />
    </>
  );
}
