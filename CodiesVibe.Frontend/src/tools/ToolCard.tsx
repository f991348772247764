import { type Facet, label } from './facets';
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
        <span className="monogram" aria-hidden="true" style={{ '--hue': hue(tool.slug) }}>
          {tool.name.charAt(0).toUpperCase()}
        </span>
        <div>
          <h2>
            <a href={tool.website} rel="external">
              {tool.name}
            </a>
          </h2>
          <p className="site">{new URL(tool.website).hostname.replace(/^www\./, '')}</p>
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

/** The same tool has the same colour on every visit. */
function hue(slug: string): number {
  return Array.from(slug).reduce(
    (sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360,
    7,
  );
}
