/** The API's orders of tools, each with its name on the page. */
export const sorts = {
  relevance: 'Best match',
  name: 'Name',
  newest: 'Newest',
  popularity: 'Most popular',
  rating: 'Best rated',
} as const;

export type Sort = keyof typeof sorts;
export const sortNames = Object.keys(sorts) as Sort[];
