import { useSyncExternalStore } from 'react';
import * as v from 'valibot';

const Slugs = v.array(v.pipe(v.string(), v.nonEmpty()));
const none: readonly string[] = [];

/** A list of slugs that this browser keeps, at most `max` of them; every page that shows it follows its changes, in other tabs too. */
export function storedList(key: string, max: number) {
  const listeners = new Set<() => void>();
  let text: string | null = null;
  let slugs = none;

  function read(): readonly string[] {
    const stored = readText(key);
    if (stored !== text) {
      text = stored;
      slugs = parse(stored).slice(0, max);
    }
    return slugs;
  }

  function write(next: readonly string[]) {
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // A browser that keeps nothing, or is full: the list stays as it is.
    }
    for (const changed of listeners) {
      changed();
    }
  }

  function subscribe(changed: () => void) {
    listeners.add(changed);
    addEventListener('storage', changed);
    return () => {
      listeners.delete(changed);
      removeEventListener('storage', changed);
    };
  }

  return {
    max,
    use: () => useSyncExternalStore(subscribe, read),
    toggle: (slug: string) => {
      const before = read();
      write(before.includes(slug) ? before.filter((other) => other !== slug) : [...before, slug]);
    },
    clear: () => {
      write(none);
    },
  };
}

function readText(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** What somebody else wrote there is nothing. */
function parse(text: string | null): readonly string[] {
  try {
    return v.parse(Slugs, JSON.parse(text ?? '[]'));
  } catch {
    return none;
  }
}
