import { type Facet, facetNames, facets } from './facets';
import { type Sort, sortNames } from './sorts';

/** What the reader asked for: words, some values of each facet, and an order. What is empty asks for nothing. */
export type ToolQuery = Readonly<Record<Facet, readonly string[]>> & {
  readonly q: string;
  readonly sort: Sort | '';
};

export const pageSize = 24;

/** Reads the query string of the page's address; what is unknown in it is ignored, as if it were not there. */
export function parseQuery(search: string): ToolQuery {
  const parameters = new URLSearchParams(search);
  const chosen = (facet: Facet) => {
    const values = parameters.getAll(facet);
    return facets[facet].filter((value) => values.includes(value));
  };
  return {
    q: parameters.get('q') ?? '',
    pricing: chosen('pricing'),
    interface: chosen('interface'),
    functionality: chosen('functionality'),
    deployment: chosen('deployment'),
    sort: sortNames.find((sort) => sort === parameters.get('sort')) ?? '',
  };
}

/** The inverse of {@link parseQuery}: `''`, or a query string with its question mark. */
export function formatQuery(query: ToolQuery): string {
  const parameters = new URLSearchParams(
    [['q', query.q], ...filters(query), ['sort', query.sort]].filter(([, value]) => value !== ''),
  );
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}

/** Whether the query asks for all tools, in whatever order. */
export function isEmpty(query: ToolQuery): boolean {
  return formatQuery({ ...query, q: query.q.trim(), sort: '' }) === '';
}

/** The same query with a value of a facet added, or taken away if it is there. */
export function toggle(query: ToolQuery, facet: Facet, value: string): ToolQuery {
  const chosen = query[facet];
  return {
    ...query,
    [facet]: facets[facet].filter((each) => chosen.includes(each) !== (each === value)),
  };
}

/** The order in which the tools stand: the chosen one, else the best match first, or by name where there are no words to match. */
export function sortOf(query: ToolQuery): Sort {
  const usual = query.q.trim() === '' ? 'name' : 'relevance';
  return query.sort === '' || query.sort === 'relevance' ? usual : query.sort;
}

/** The API's address of one page of what the query asks for. */
export function apiPath(query: ToolQuery, page: number): string {
  const words = query.q.trim();
  const parameters = new URLSearchParams(words === '' ? {} : { query: words });
  if (sortOf(query) !== 'relevance') {
    parameters.set('sort', sortOf(query));
  }
  for (const [facet, value] of filters(query)) {
    parameters.append(facet, value);
  }
  parameters.set('page', String(page));
  parameters.set('pageSize', String(pageSize));
  return `${words === '' ? '/api/tools' : '/api/tools/search'}?${parameters.toString()}`;
}

/** The chosen values, each with its facet. */
export function filters(query: ToolQuery): [Facet, string][] {
  return facetNames.flatMap((facet) =>
    query[facet].map((value): [Facet, string] => [facet, value]),
  );
}
