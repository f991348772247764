import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import * as v from 'valibot';
import { useTitle } from '../account/useTitle';
import { ApiError } from '../api/ApiError';
import { getJson } from '../api/getJson';
import { Failed } from '../tools/Failed';
import { facetNames, label } from '../tools/facets';
import { Notice } from '../tools/Notice';
import { SiteLink } from '../tools/SiteLink';
import { Tool } from '../tools/tool';
import { comparedTools } from './comparedTools';

const min = 2;
const Comparison = v.object({ items: v.array(Tool) });

/** Two or three tools side by side; the address says which. */
export default function ComparePage() {
  useTitle('Compare tools');
  const [search] = useSearchParams();
  const slugs = [
    ...new Set((search.get('tools') ?? '').split(',').filter((slug) => slug !== '')),
  ].slice(0, comparedTools.max);
  const isEnough = slugs.length >= min;
  const path = `/api/tools/compare?slugs=${slugs.map(encodeURIComponent).join(',')}`;
  const result = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getJson(path, Comparison, signal),
    enabled: isEnough,
  });
  const isMissing = result.error instanceof ApiError && result.error.failure === 'missing';

  return (
    <section>
      <h2 className="heading">Compare tools</h2>
      {!isEnough || isMissing ? (
        <Notice
          title={isMissing ? 'One of these tools does not exist' : 'Choose two or three tools'}
          text="Press “Compare” on the tools that you want to see side by side."
        >
          <Link className="button" to="/" onClick={comparedTools.clear}>
            Choose tools
          </Link>
        </Notice>
      ) : result.data ? (
        <Table tools={result.data.items} />
      ) : result.error ? (
        <Failed title="The tools could not be loaded" result={result} />
      ) : (
        <p role="status">Loading the tools…</p>
      )}
    </section>
  );
}

function Table({ tools }: { tools: Tool[] }) {
  const rows: [string, (tool: Tool) => string][] = [
    ['Description', (tool) => tool.description],
    ...facetNames.map((facet): [string, (tool: Tool) => string] => [
      label(facet),
      (tool) => tool[facet].map(label).join(', '),
    ]),
    [
      'Rating',
      ({ rating, reviewCount }) =>
        reviewCount > 0 ? `${rating} of 5 (${reviewCount})` : 'No reviews yet',
    ],
  ];
  return (
    // Where it is wider than the page it scrolls by itself, by keyboard too.
    <div className="comparison" role="region" aria-label="Comparison" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <td />
            {tools.map((tool) => (
              <th key={tool.slug} scope="col">
                <Link to={`/tools/${tool.slug}`}>{tool.name}</Link>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, valueOf]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {tools.map((tool) => (
                <td key={tool.slug}>{valueOf(tool)}</td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">Website</th>
            {tools.map((tool) => (
              <td key={tool.slug}>
                <SiteLink address={tool.website} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
