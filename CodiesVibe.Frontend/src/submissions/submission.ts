import * as v from 'valibot';
import { Tool } from '../tools/tool';

const SubmittedTool = v.object({
  ...Tool.entries,
  longDescription: v.string(),
  keywords: v.array(v.string()),
});
export type SubmittedTool = v.InferOutput<typeof SubmittedTool>;

export const statuses = ['pending', 'approved', 'rejected'] as const;
export type Status = (typeof statuses)[number];

export const Submission = v.object({
  id: v.string(),
  version: v.number(),
  status: v.picklist(statuses),
  /** Why it was rejected. */
  reason: v.nullish(v.string()),
  contributor: v.string(),
  submittedAt: v.string(),
  tool: SubmittedTool,
});
export type Submission = v.InferOutput<typeof Submission>;

/** Newest first; `page` counts from 1. */
export const SubmissionPage = v.object({
  items: v.array(Submission),
  page: v.number(),
  hasMore: v.boolean(),
});
