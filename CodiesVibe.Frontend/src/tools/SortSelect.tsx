import { type Sort, sortNames, sorts } from './sorts';
import { sortOf, type ToolQuery } from './toolQuery';

interface Props {
  query: ToolQuery;
  onSort: (sort: Sort) => void;
}

export function SortSelect({ query, onSort }: Props) {
  const hasWords = query.q.trim() !== '';
  return (
    <label className="sort">
      Sort by
      <span className="pill">
        <select
          value={sortOf(query)}
          onChange={(event) => {
            onSort(event.target.value as Sort);
          }}
        >
          {sortNames
            .filter((sort) => hasWords || sort !== 'relevance')
            .map((sort) => (
              <option key={sort} value={sort}>
                {sorts[sort]}
              </option>
            ))}
        </select>
      </span>
    </label>
  );
}
