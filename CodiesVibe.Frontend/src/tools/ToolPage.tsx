import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useTitle } from '../account/useTitle';
import { ApiError } from '../api/ApiError';
import { getJson } from '../api/getJson';
import { CompareToggle } from '../compare/CompareToggle';
import { SaveToggle } from '../saved/SaveToggle';
import { Failed } from './Failed';
import { facetNames, label } from './facets';
import { Monogram } from './Monogram';
import { Notice } from './Notice';
import { SiteLink } from './SiteLink';
import { Tool } from './tool';
import { useCanonical } from './useCanonical';

/** All that the directory says about one tool. */
export function ToolPage() {
  const { slug = '' } = useParams();
  const path = `/api/tools/${encodeURIComponent(slug)}`;
  const result = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getJson(path, Tool, signal),
  });
  const { data: tool, error } = result;
  const isMissing = error instanceof ApiError && error.failure === 'missing';
  useTitle(isMissing ? 'There is no such tool' : tool?.name);
  useCanonical(`/tools/${tool?.slug ?? slug}`);

  if (isMissing) {
    return (
      <Notice
        title="There is no such tool"
        text="It may have been removed, or its address misspelt."
      >
        <Link className="button" to="/">
          See all tools
        </Link>
      </Notice>
    );
  }
  if (!tool) {
    return error ? (
      <Failed title="This tool could not be loaded" result={result} />
    ) : (
      <p role="status">Loading the tool…</p>
    );
  }
  return (
    <article className="tool">
      <p>
        <Link className="back" to="/">
          ← All tools
        </Link>
      </p>
      <header>
        <Monogram tool={tool} />
        <div>
          <h2>{tool.name}</h2>
          <SiteLink address={tool.website} />
        </div>
        <div className="actions">
          <SaveToggle tool={tool} />
          <CompareToggle tool={tool} />
        </div>
      </header>
      <p className="lead">{tool.description}</p>
      {tool.longDescription !== '' && <p className="long">{tool.longDescription}</p>}
      <dl>
        {facetNames.map((facet) => (
          <div key={facet}>
            <dt>{label(facet)}</dt>
            <dd>
              <ul className="tags">
                {tool[facet].map((value) => (
                  <li key={value}>
                    <Link to={`/?${new URLSearchParams({ [facet]: value }).toString()}`}>
                      {label(value)}
                    </Link>
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        ))}
        {tool.reviewCount > 0 && (
          <div>
            <dt>Rating</dt>
            <dd>
              {tool.rating} of 5 ({tool.reviewCount})
            </dd>
          </div>
        )}
      </dl>
    </article>
  );
}
