import { useQuery } from '@tanstack/react-query';
import { getJson } from '../api/getJson';
import { ToolPage } from './tool';

const path = '/api/tools?sort=popularity&pageSize=100';

/** The names of the hundred most popular tools. */
export function useNames() {
  return useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getJson(path, ToolPage, signal),
    select: ({ items }) => items.map(({ name }) => name),
  });
}
