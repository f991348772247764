import { suggest } from './suggest';
import { useNames } from './useNames';

interface Props {
  words: string;
  onSearch: (words: string) => void;
}

/** Names that the reader may have meant. */
export function Suggestions({ words, onSearch }: Props) {
  const names = suggest(words, useNames().data ?? []);
  return (
    names.length > 0 && (
      <p className="suggestions">
        Did you mean{' '}
        {names.map((name) => (
          <button
            key={name}
            type="button"
            className="quiet"
            onClick={() => {
              onSearch(name);
            }}
          >
            {name}
          </button>
        ))}
        ?
      </p>
    )
  );
}
