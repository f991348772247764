import { type Facet, facetNames, facets } from './facets';

/** What the reader asked for: words, and at most one value of each facet. An empty string asks for nothing. */
export type ToolQuery = Record<'q' | Facet, string>;

export const pageSize = 24;

/** Reads the query string of the page's address; an unknown facet value is ignored, as if it were not there. */
export function parseQuery(search: string): ToolQuery {
  const parameters = new URLSearchParams(search);
  const chosen = (facet: Facet) =>
    facets[facet].find((value) => value === parameters.get(facet)) ?? '';
  return {
    q: parameters.get('q') ?? '',
    pricing: chosen('pricing'),
    interface: chosen('interface'),
    functionality: chosen('functionality'),
    deployment: chosen('deployment'),
  };
}

/** The inverse of {@link parseQuery}: `''`, or a query string with its question mark. */
export function formatQuery(query: ToolQuery): string {
  const parameters = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}

export function isEmpty(query: ToolQuery): boolean {
  return formatQuery({ ...query, q: query.q.trim() }) === '';
}

/** The API's address of one page of what the query asks for. */
export function apiPath(query: ToolQuery, page: number): string {
  const words = query.q.trim();
  const parameters = new URLSearchParams(words === '' ? { sort: 'name' } : { query: words });
  for (const facet of facetNames.filter((name) => query[name] !== '')) {
    parameters.set(facet, query[facet]);
  }
  parameters.set('page', String(page));
  parameters.set('pageSize', String(pageSize));
  return `${words === '' ? '/api/tools' : '/api/tools/search'}?${parameters.toString()}`;
}
