import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useTitle } from '../account/useTitle';
import { ApiError } from '../api/ApiError';
import { getJson } from '../api/getJson';
import { Failed } from '../tools/Failed';
import { Notice } from '../tools/Notice';
import { parseQuery, toggle } from '../tools/toolQuery';
import { Tool } from '../tools/tool';
import { ToolCard } from '../tools/ToolCard';
import { useShowTools } from '../tools/useShowTools';
import { savedTools } from './savedTools';

/** The tools that the reader keeps. */
export default function SavedPage() {
  useTitle('Saved tools');
  const saved = savedTools.use();
  return (
    <section>
      <h2 className="heading">Saved tools</h2>
      {saved.length === 0 ? (
        <Notice
          title="You have saved no tool yet"
          text="Press “Save” on a tool to find it here again. The list stays in this browser."
        >
          <Link className="button" to="/">
            See all tools
          </Link>
        </Notice>
      ) : (
        <div className="grid">
          {saved.map((slug) => (
            <SavedTool key={slug} slug={slug} />
          ))}
        </div>
      )}
    </section>
  );
}

const everything = parseQuery('');

function SavedTool({ slug }: { slug: string }) {
  const path = `/api/tools/${encodeURIComponent(slug)}`;
  const show = useShowTools();
  const result = useQuery({
    queryKey: [path],
    queryFn: ({ signal }) => getJson(path, Tool, signal),
  });
  if (result.data) {
    return (
      <ToolCard
        tool={result.data}
        query={everything}
        onToggle={(facet, value) => {
          show(toggle(everything, facet, value));
        }}
      />
    );
  }
  if (result.error instanceof ApiError && result.error.failure === 'missing') {
    return (
      <Notice title={slug} text="This tool is no longer in the directory.">
        <button
          type="button"
          onClick={() => {
            savedTools.toggle(slug);
          }}
        >
          Remove
        </button>
      </Notice>
    );
  }
  return result.error ? (
    <Failed title={slug} result={result} />
  ) : (
    <p role="status">Loading {slug}…</p>
  );
}
