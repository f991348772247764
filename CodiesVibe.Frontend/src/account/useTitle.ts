import { useEffect } from 'react';

const site = 'CodiesVibe';

/** Names the page in the browser's tab and history; without a title the one that it came with stays. */
export function useTitle(title: string | undefined) {
  useEffect(() => {
    if (title !== undefined) {
      document.title = `${title} · ${site}`;
    }
    return () => {
      document.title = site;
    };
  }, [title]);
}
