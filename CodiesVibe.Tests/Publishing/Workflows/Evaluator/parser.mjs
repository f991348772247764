// Reads a workflow as GitHub does.
import { register } from 'node:module'

register('./json.mjs', import.meta.url)
const { NoOperationTraceWriter, convertWorkflowTemplate, parseWorkflow } = await import('@actions/workflow-parser')

/** What the file says, and what is wrong with it. */
export async function parse(name, content) {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter())
  const template = value && (await convertWorkflowTemplate(context, value))
  const errors = [...context.errors.getErrors().map((error) => error.message), ...(template?.errors ?? []).map((error) => error.Message)]
  return { template, errors }
}
