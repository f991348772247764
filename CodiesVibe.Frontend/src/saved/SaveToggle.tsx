import { savedTools } from './savedTools';

/** Keeps a tool in this browser, or no longer. */
export function SaveToggle({ tool }: { tool: { slug: string; name: string } }) {
  const saved = savedTools.use();
  const isSaved = saved.includes(tool.slug);
  return (
    <button
      type="button"
      className="toggle"
      aria-pressed={isSaved}
      disabled={!isSaved && saved.length >= savedTools.max}
      onClick={() => {
        savedTools.toggle(tool.slug);
      }}
    >
      <span aria-hidden="true">{isSaved ? '★' : '☆'} </span>
      {isSaved ? 'Saved' : 'Save'}
      <span className="unseen"> {tool.name}</span>
    </button>
  );
}
