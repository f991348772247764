import { storedList } from '../api/storedList';

/** The tools that the reader wants to see side by side. */
export const comparedTools = storedList('codiesvibe:compare', 3);

export function comparePath(slugs: readonly string[]): string {
  return `/compare?tools=${slugs.map(encodeURIComponent).join(',')}`;
}
