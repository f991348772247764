// Tells which jobs of which workflows GitHub would run. The named file holds {files: {name: text}, events: [{event, ref, paths, workflow, cron, vars,
// failing, stopped}]}; printed are, for each event, the jobs that run, by workflow. Expressions and the form of the files are left to GitHub's own packages.
import { readFileSync } from 'node:fs'
import { holds } from './expression.mjs'
import { parse } from './parser.mjs'

const { files, events } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const workflows = await Promise.all(Object.entries(files).map(async ([name, content]) => ({ name, ...(await parse(name, content)).template })))

// Of a branch, a tag or a path: `*` stays inside a part, `**` does not.
const pattern = (glob) =>
  new RegExp(`^${glob.replace(/[.+^$()|{}\\]/g, '\\$&').replace(/\*\*?/g, (stars) => (stars === '*' ? '[^/]*' : '.*'))}$`)
const matches = (globs, name) => globs.some((glob) => pattern(glob).test(name))

function starts({ name: file, events: on }, { event, ref, paths, workflow, cron }) {
  const filter = on[event]
  if (filter === undefined || (workflow && workflow !== file)) return false
  if (event === 'schedule') return filter.some((line) => line.cron === cron)
  if (event !== 'push' && event !== 'pull_request') return true
  const [, kind, name] = /^refs\/(heads|tags)\/(.+)$/.exec(ref)
  if (kind === 'tags') return filter.tags ? matches(filter.tags, name) : !filter.branches
  if (filter.branches ? !matches(filter.branches, name) : filter.tags) return false
  return !filter.paths || paths.some((path) => matches(filter.paths, path))
}

function runs(job, results, github, vars) {
  const needs = (job.needs ?? []).map((need) => need.value)
  const ancestors = (names) => [...new Set(names.flatMap((name) => [name, ...ancestors(results[name].needs)]))]
  const above = ancestors(needs).map((name) => results[name].result)
  const contexts = { github, vars, inputs: {}, needs: Object.fromEntries(needs.map((name) => [name, { result: results[name].result }])) }
  return holds(job.if.expression, contexts, { success: above.every((result) => result === 'success'), failure: above.includes('failure') })
}

const answers = events.map((event) =>
  Object.fromEntries(
    workflows
      .filter((workflow) => starts(workflow, event))
      .map((workflow) => {
        const results = {}
        for (const job of workflow.jobs) {
          const github = { event_name: event.event, ref: event.event === 'pull_request' ? 'refs/pull/1/merge' : event.ref }
          const ran = runs(job, results, github, event.vars)
          const result = !ran ? 'skipped' : event.failing === job.id.value ? 'failure' : event.stopped === job.id.value ? 'cancelled' : 'success'
          results[job.id.value] = { result, needs: (job.needs ?? []).map((need) => need.value) }
        }
        return [workflow.name, Object.keys(results).filter((name) => results[name].result !== 'skipped')]
      }),
  ),
)
console.log(JSON.stringify(answers))
