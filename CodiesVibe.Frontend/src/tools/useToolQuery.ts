import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { formatQuery, parseQuery, type ToolQuery } from './toolQuery';

/**
 * The query lives in the page's address, so that it can be shared, reloaded and walked back.
 * A choice is a `push` (Back undoes it); typing is a `replace`.
 */
export function useToolQuery() {
  const { pathname, search } = useLocation();
  const goTo = useNavigate();
  const query = useMemo(() => parseQuery(search), [search]);

  const navigate = useCallback(
    (next: ToolQuery, step: 'push' | 'replace') => {
      void goTo(pathname + formatQuery(next), { replace: step === 'replace' });
    },
    [goTo, pathname],
  );

  return { query, navigate };
}
