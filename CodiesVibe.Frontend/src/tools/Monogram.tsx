/** The first letter of a tool; the same tool has the same colour on every visit. */
export function Monogram({ tool }: { tool: { slug: string; name: string } }) {
  return (
    <span className="monogram" aria-hidden="true" style={{ '--hue': hue(tool.slug) }}>
      {tool.name.charAt(0).toUpperCase()}
    </span>
  );
}

function hue(slug: string): number {
  return Array.from(slug).reduce(
    (sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360,
    7,
  );
}
