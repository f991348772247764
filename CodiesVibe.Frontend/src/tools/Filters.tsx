import { FacetMenu } from './FacetMenu';
import { type Facet, facetNames, label } from './facets';
import type { FacetCounts } from './tool';
import { filters, type ToolQuery } from './toolQuery';

interface Props {
  query: ToolQuery;
  /** Undefined until the first answer. */
  counts: FacetCounts | undefined;
  onToggle: (facet: Facet, value: string) => void;
}

/** A menu for each facet, and under them the chosen values, each of which can be taken away. */
export function Filters({ query, counts, onToggle }: Props) {
  const chosen = filters(query);
  return (
    <>
      <div className="filters" role="group" aria-label="Filters">
        {facetNames.map((facet) => (
          <FacetMenu
            key={facet}
            facet={facet}
            chosen={query[facet]}
            counts={counts?.[facet]}
            onToggle={onToggle}
          />
        ))}
      </div>
      {chosen.length > 0 && (
        <ul className="chips" aria-label="Active filters">
          {chosen.map(([facet, value]) => (
            <li key={`${facet} ${value}`}>
              <button
                type="button"
                onClick={() => {
                  onToggle(facet, value);
                }}
              >
                <span className="unseen">Remove {label(facet)}: </span>
                {label(value)}
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
