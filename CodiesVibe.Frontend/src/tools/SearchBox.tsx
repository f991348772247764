import { useEffect, useState } from 'react';

const debounceMs = 250;

interface Props {
  value: string;
  onChange: (value: string) => void;
}

/** Reports what was typed after a short pause, or at once on Enter; follows `value` when the page's history moves. */
export function SearchBox({ value, onChange }: Props) {
  const [draft, setDraft] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    setDraft(value);
  }

  useEffect(() => {
    if (draft === value) {
      return;
    }
    const timer = setTimeout(() => {
      onChange(draft);
    }, debounceMs);
    return () => {
      clearTimeout(timer);
    };
  }, [draft, value, onChange]);

  return (
    <form
      role="search"
      className="search"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(draft);
      }}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="11" cy="11" r="6.5" />
        <path d="m16 16 4.5 4.5" />
      </svg>
      <input
        type="search"
        aria-label="Search tools"
        placeholder="Search by name or purpose"
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value);
        }}
      />
    </form>
  );
}
