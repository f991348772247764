import { useCallback } from 'react';
import type { Facet } from './facets';
import { Filters } from './Filters';
import { Results } from './Results';
import { SearchBox } from './SearchBox';
import { isEmpty, parseQuery } from './toolQuery';
import { useToolQuery } from './useToolQuery';

const everything = parseQuery('');

export function ToolsPage() {
  const { query, navigate } = useToolQuery();

  const search = useCallback(
    (q: string) => {
      navigate({ ...query, q }, 'replace');
    },
    [query, navigate],
  );
  const choose = (facet: Facet, value: string) => {
    navigate({ ...query, [facet]: value }, 'push');
  };
  const clear = () => {
    navigate(everything, 'push');
  };

  return (
    <>
      <div className="controls">
        <SearchBox value={query.q} onChange={search} />
        <Filters query={query} onChoose={choose} />
      </div>
      <Results query={query} onClear={isEmpty(query) ? undefined : clear} />
    </>
  );
}
