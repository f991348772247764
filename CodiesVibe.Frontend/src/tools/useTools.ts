import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getJson } from '../api/getJson';
import { ToolPage } from './tool';
import { apiPath, type ToolQuery } from './toolQuery';

/** The pages read so far; while a new query is on its way, those of the one before stay (`isPlaceholderData`). */
export function useTools(query: ToolQuery) {
  return useInfiniteQuery({
    queryKey: [apiPath(query, 1)],
    queryFn: ({ pageParam, signal }) => getJson(apiPath(query, pageParam), ToolPage, signal),
    initialPageParam: 1,
    getNextPageParam: ({ page, pageSize, total }) =>
      page * pageSize < total ? page + 1 : undefined,
    placeholderData: keepPreviousData,
    select: ({ pages }) => ({
      // A tool that moved to a later page between two reads would otherwise stand there twice.
      tools: [
        ...new Map(pages.flatMap((page) => page.items).map((tool) => [tool.slug, tool])).values(),
      ],
      total: pages.at(-1)?.total ?? 0,
      facets: pages.at(-1)?.facets ?? {},
    }),
  });
}
