import { Link } from 'react-router';
import { CompareToggle } from '../compare/CompareToggle';
import { SaveToggle } from '../saved/SaveToggle';
import { type Facet, label } from './facets';
import { Monogram } from './Monogram';
import { SiteLink } from './SiteLink';
import type { Tool } from './tool';
import type { ToolQuery } from './toolQuery';

interface Props {
  tool: Tool;
  query: ToolQuery;
  /** Filters by a tag of the tool, or no longer. */
  onToggle: (facet: Facet, value: string) => void;
}

export function ToolCard({ tool, query, onToggle }: Props) {
  return (
    <article className="card">
      <header>
        <Monogram tool={tool} />
        <div>
          <h2>
            <Link to={`/tools/${tool.slug}`}>{tool.name}</Link>
          </h2>
          <p className="site">
            <SiteLink address={tool.website} />
          </p>
        </div>
      </header>
      <p>{tool.description}</p>
      <ul className="tags" aria-label="Functionality">
        {tool.functionality.map((value) => (
          <li key={value}>
            <button
              type="button"
              aria-pressed={query.functionality.includes(value)}
              onClick={() => {
                onToggle('functionality', value);
              }}
            >
              {label(value)}
            </button>
          </li>
        ))}
      </ul>
      <dl>
        <Fact name="Pricing" values={tool.pricing} />
        <Fact name="Interface" values={tool.interface} />
        <Fact name="Runs" values={tool.deployment} />
        {tool.reviewCount > 0 && (
          <Fact name="Rating" values={[`${tool.rating} of 5 (${tool.reviewCount})`]} />
        )}
      </dl>
      <div className="actions">
        <SaveToggle tool={tool} />
        <CompareToggle tool={tool} />
      </div>
    </article>
  );
}

function Fact({ name, values }: { name: string; values: string[] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{values.map(label).join(', ')}</dd>
    </div>
  );
}
