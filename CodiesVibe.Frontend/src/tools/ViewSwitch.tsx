import type { View } from './useView';

interface Props {
  view: View;
  onChange: (view: View) => void;
}

const names: Record<View, string> = { grid: 'Grid', list: 'List' };

export function ViewSwitch({ view, onChange }: Props) {
  return (
    <div className="views" role="group" aria-label="View">
      {(['grid', 'list'] as const).map((each) => (
        <button
          key={each}
          type="button"
          className="toggle"
          aria-pressed={view === each}
          onClick={() => {
            onChange(each);
          }}
        >
          {names[each]}
        </button>
      ))}
    </div>
  );
}
