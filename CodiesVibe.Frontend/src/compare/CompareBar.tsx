import { Link, useLocation } from 'react-router';
import { comparedTools, comparePath } from './comparedTools';

/** What was taken into the comparison, at the foot of every page but its own. */
export function CompareBar() {
  const slugs = comparedTools.use();
  const { pathname } = useLocation();
  if (slugs.length === 0 || pathname === '/compare') {
    return null;
  }
  return (
    <aside className="compare-bar" aria-label="Comparison">
      <p>
        {slugs.length === 1
          ? '1 tool chosen. Choose one or two more.'
          : `${slugs.length} tools chosen.`}
      </p>
      {slugs.length > 1 && (
        <Link className="button" to={comparePath(slugs)}>
          Compare
        </Link>
      )}
      <button type="button" className="quiet" onClick={comparedTools.clear}>
        Clear
      </button>
    </aside>
  );
}
