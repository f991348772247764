import { label } from './facets';
import type { Tool } from './tool';

export function ToolCard({ tool }: { tool: Tool }) {
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
          <li key={value}>{label(value)}</li>
        ))}
      </ul>
      <dl>
        <Fact name="Pricing" values={tool.pricing} />
        <Fact name="Interface" values={tool.interface} />
        <Fact name="Runs" values={tool.deployment} />
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
