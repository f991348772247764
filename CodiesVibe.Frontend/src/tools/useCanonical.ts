import { useEffect } from 'react';

/** Says which address of this page is the one to share; the page that came from the server says so for itself alone. */
export function useCanonical(path: string) {
  useEffect(() => {
    const link =
      document.head.querySelector<HTMLLinkElement>('link[rel="canonical"]') ??
      document.head.appendChild(
        Object.assign(document.createElement('link'), { rel: 'canonical' }),
      );
    link.href = location.origin + path;
    return () => {
      link.remove();
    };
  }, [path]);
}
