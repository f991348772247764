/** What tools can be filtered by: the API's closed vocabularies, in the order in which the page offers them. */
export const facets = {
  pricing: ['free', 'freemium', 'paid', 'enterprise', 'open-source', 'usage-based'],
  interface: ['cli', 'ide', 'ide-extension', 'web', 'desktop', 'api', 'chat', 'mobile'],
  functionality: [
    'code-completion',
    'code-generation',
    'chat',
    'agent',
    'code-review',
    'testing',
    'refactoring',
    'debugging',
    'documentation',
    'code-search',
    'app-builder',
    'ui-generation',
    'security',
    'data',
    'devops',
    'learning',
  ],
  deployment: ['cloud', 'local', 'self-hosted', 'hybrid'],
} as const satisfies Record<string, readonly string[]>;

export type Facet = keyof typeof facets;
export const facetNames = Object.keys(facets) as Facet[];

const spelled: Record<string, string> = {
  api: 'API',
  cli: 'CLI',
  devops: 'DevOps',
  ide: 'IDE',
  'ide-extension': 'IDE extension',
  'open-source': 'Open source',
  'self-hosted': 'Self-hosted',
  'ui-generation': 'UI generation',
  'usage-based': 'Usage-based',
};

/** How a facet or one of its values is written on the page. */
export function label(value: string): string {
  return spelled[value] ?? value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' ');
}
