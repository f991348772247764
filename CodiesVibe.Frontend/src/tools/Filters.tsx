import { type Facet, facetNames, facets, label } from './facets';
import type { ToolQuery } from './toolQuery';

interface Props {
  query: ToolQuery;
  onChoose: (facet: Facet, value: string) => void;
}

export function Filters({ query, onChoose }: Props) {
  return (
    <div className="filters" role="group" aria-label="Filters">
      {facetNames.map((facet) => (
        <span key={facet} className="filter" data-chosen={query[facet] !== ''}>
          <select
            aria-label={label(facet)}
            value={query[facet]}
            onChange={(event) => {
              onChoose(facet, event.target.value);
            }}
          >
            <option value="">Any {facet}</option>
            {facets[facet].map((value) => (
              <option key={value} value={value}>
                {label(value)}
              </option>
            ))}
          </select>
        </span>
      ))}
    </div>
  );
}
