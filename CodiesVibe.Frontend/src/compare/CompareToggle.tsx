import { comparedTools } from './comparedTools';

/** Takes a tool into the comparison, or out of it. */
export function CompareToggle({ tool }: { tool: { slug: string; name: string } }) {
  const compared = comparedTools.use();
  const isCompared = compared.includes(tool.slug);
  return (
    <button
      type="button"
      className="toggle"
      aria-pressed={isCompared}
      disabled={!isCompared && compared.length >= comparedTools.max}
      onClick={() => {
        comparedTools.toggle(tool.slug);
      }}
    >
      <span aria-hidden="true">{isCompared ? '✓' : '+'} </span>
      Compare<span className="unseen"> {tool.name}</span>
    </button>
  );
}
