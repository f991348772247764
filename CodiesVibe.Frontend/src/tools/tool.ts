import * as v from 'valibot';

const facetValues = v.array(v.string());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const Tool = v.object({
  slug: v.pipe(v.string(), v.nonEmpty()),
  name: v.pipe(v.string(), v.nonEmpty()),
  // Becomes a link, so nothing but a web address will do.
  website: v.pipe(v.string(), v.url(), v.regex(/^https?:/)),
  description: v.string(),
  longDescription: v.optional(v.string(), ''),
  pricing: facetValues,
  interface: facetValues,
  functionality: facetValues,
  deployment: facetValues,
  // Absent where the answer is from a backend that is about to be replaced.
  rating: v.optional(v.number(), 0),
  reviewCount: v.optional(count, 0),
});
export type Tool = v.InferOutput<typeof Tool>;

/** How many tools there are, by facet and value. */
const FacetCounts = v.record(v.string(), v.record(v.string(), count));
export type FacetCounts = v.InferOutput<typeof FacetCounts>;

/** One page of the answer to a list or search request; `page` counts from 1. */
export const ToolPage = v.object({
  items: v.array(Tool),
  total: count,
  page: v.pipe(count, v.minValue(1)),
  pageSize: v.pipe(count, v.minValue(1)),
  facets: v.optional(FacetCounts, {}),
});
