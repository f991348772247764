import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { formatQuery, parseQuery, type ToolQuery } from './toolQuery';

function subscribe(changed: () => void) {
  addEventListener('popstate', changed);
  return () => {
    removeEventListener('popstate', changed);
  };
}

/**
 * The query lives in the page's address, so that it can be shared, reloaded and walked back.
 * A choice is a `push` (Back undoes it); typing is a `replace`.
 */
export function useToolQuery() {
  const search = useSyncExternalStore(subscribe, () => location.search);
  const query = useMemo(() => parseQuery(search), [search]);

  const navigate = useCallback((next: ToolQuery, step: 'push' | 'replace') => {
    history[`${step}State`](null, '', location.pathname + formatQuery(next));
    dispatchEvent(new PopStateEvent('popstate'));
  }, []);

  return { query, navigate };
}
