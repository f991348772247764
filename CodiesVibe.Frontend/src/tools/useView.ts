import { useState } from 'react';

export type View = 'grid' | 'list';

const key = 'codiesvibe:view';

/** How the reader likes to see the tools; this browser keeps it. */
export function useView(): [View, (view: View) => void] {
  const [view, setView] = useState(read);
  return [
    view,
    (next) => {
      setView(next);
      try {
        localStorage.setItem(key, next);
      } catch {
        // A browser that keeps nothing: the next visit begins with the grid.
      }
    },
  ];
}

function read(): View {
  try {
    return localStorage.getItem(key) === 'list' ? 'list' : 'grid';
  } catch {
    return 'grid';
  }
}
