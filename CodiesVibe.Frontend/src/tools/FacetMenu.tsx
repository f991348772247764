import { useRef } from 'react';
import { type Facet, facets, label } from './facets';
import type { FacetCounts } from './tool';
import { useDismiss } from './useDismiss';

interface Props {
  facet: Facet;
  chosen: readonly string[];
  counts: FacetCounts[string] | undefined;
  onToggle: (facet: Facet, value: string) => void;
}

/** The values of a facet, each with the number of tools that choosing it alone in its facet would leave. */
export function FacetMenu({ facet, chosen, counts, onToggle }: Props) {
  const menu = useRef<HTMLDetailsElement>(null);
  useDismiss(menu);
  return (
    <details ref={menu} className="pill filter" name="facet" data-chosen={chosen.length > 0}>
      <summary>
        {label(facet)}
        {chosen.length > 0 && ` (${chosen.length})`}
      </summary>
      <ul aria-label={label(facet)}>
        {facets[facet].map((value) => (
          <li key={value} data-none={counts?.[value] === 0}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(value)}
                onChange={() => {
                  onToggle(facet, value);
                }}
              />
              {label(value)} <span className="count">{counts?.[value]}</span>
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}
