// Runs a workflow on this machine: its jobs by their order and conditions, every command for real. The named file holds {workflows: {name: text}, file, folder,
// source, inPlace, event, ref, sha, actor, inputs, vars, secrets, token, environment}; printed is {jobs: {name: {result, steps: [{name, outcome, output}]}}}.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { actions } from './actions.mjs'
import { fill, holds } from './expression.mjs'
import { Machine } from './machine.mjs'

const run = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const known = ['name', 'needs', 'if', 'runs-on', 'timeout-minutes', 'permissions', 'environment', 'concurrency', 'outputs', 'env', 'steps', 'uses', 'with', 'secrets']
const github = {
  event_name: run.event,
  ref: run.ref,
  sha: run.sha,
  actor: run.actor,
  repository: 'owner/codiesvibe',
  repository_owner: 'owner',
  server_url: 'https://github.com',
  run_id: '1',
  token: run.token ?? '',
}
const fillAll = (map, contexts) => Object.fromEntries(Object.entries(map ?? {}).map(([name, value]) => [name, fill(value, contexts)]))

async function runWorkflow(file, given) {
  const workflow = parse(run.workflows[file])
  const declared = (workflow.on.workflow_dispatch ?? workflow.on.workflow_call)?.inputs ?? {}
  const inputs = { ...Object.fromEntries(Object.entries(declared).map(([name, input]) => [name, input.default ?? ''])), ...given }
  const jobs = {}
  for (const [name, job] of Object.entries(workflow.jobs)) {
    for (const key of Object.keys(job)) if (!known.includes(key)) throw new Error(`The job '${name}' has '${key}', which is not run here.`)
    const needs = [job.needs ?? []].flat()
    const above = (names) => names.flatMap((need) => [jobs[need].result, ...above(jobs[need].needs)])
    const results = above(needs)
    const contexts = {
      github,
      inputs,
      vars: run.vars ?? {},
      needs: Object.fromEntries(needs.map((need) => [need, { result: jobs[need].result, outputs: jobs[need].outputs }])),
    }
    const state = { success: results.every((result) => result === 'success'), failure: results.includes('failure'), cancelled: false }
    const ran = holds(job.if, contexts, state)
    console.error(`${file} ${name}: ${ran ? 'runs' : 'skipped'}`)
    jobs[name] = { needs, outputs: {}, steps: [], result: 'skipped', ...(ran && (await runJob(name, job, workflow, contexts))) }
  }
  return jobs
}

async function runJob(name, job, workflow, contexts) {
  if (job.uses) {
    const called = await runWorkflow(job.uses.split('/').at(-1), fillAll(job.with, contexts))
    const isRed = Object.values(called).some(({ result }) => !['success', 'skipped'].includes(result))
    return { result: isRed ? 'failure' : 'success', called }
  }
  const machine = new Machine(run, name)
  const end = Date.now() + job['timeout-minutes'] * 60_000
  const steps = []
  const outputs = {}
  const all = { ...contexts, secrets: run.secrets ?? {}, steps: outputs, runner: { os: 'Linux', temp: machine.temp }, env: {} }
  let result = 'success'
  try {
    all.env = { ...fillAll(workflow.env, all), ...fillAll(job.env, all) }
    for (const step of job.steps) {
      const state = { success: result === 'success', failure: result === 'failure', cancelled: result === 'cancelled' }
      if (!holds(step.if, all, state)) {
        steps.push({ name: step.name, outcome: 'skipped', output: '' })
        continue
      }
      const limit = Math.min(end - Date.now(), (step['timeout-minutes'] ?? Infinity) * 60_000)
      const began = Date.now()
      const done = step.uses
        ? await actions[step.uses.split('@')[0]](machine, fillAll(step.with, all), run)
        : await machine.bash(step.run, { ...all.env, ...fillAll(step.env, all) }, limit, github)
      console.error(`  ${done.outcome} ${step.name} (${Math.round((Date.now() - began) / 1000)} s)`)
      steps.push({ name: step.name, ...done })
      if (step.id) outputs[step.id] = { outputs: done.outputs ?? {}, outcome: done.outcome }
      if (done.outcome !== 'success' && result === 'success') result = done.outcome
    }
    const published = Object.fromEntries(Object.entries(job.outputs ?? {}).map(([key, value]) => [key, fill(value, all)]))
    return { result, steps, outputs: published, summary: machine.summary }
  } finally {
    machine.close()
  }
}

console.log(JSON.stringify({ jobs: await runWorkflow(run.file, run.inputs ?? {}) }))
