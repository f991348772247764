// What stands in for each action on this machine. docs/delivery.md lists them; an action that is not here stops the run.
import { cpSync, existsSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'

const done = (output) => ({ outcome: 'success', output })
const needs = (program, ...args) => (machine) => machine.start(program, args)

export const actions = {
  'actions/checkout': async (machine, _, run) => {
    if (run.inPlace) return done('The sources are the clone itself.')
    if (!existsSync(machine.workspace)) {
      const cloned = await machine.start('git', ['clone', '--quiet', '--no-checkout', run.source, machine.workspace])
      if (cloned.outcome !== 'success') return cloned
    }
    // As a runner does: on the branch or tag of the event.
    return machine.start('bash', ['-ec', 'git fetch --quiet origin && git checkout --quiet --force --detach "$0" && git clean --quiet --force -d', run.sha])
  },
  'actions/setup-dotnet': needs('dotnet', '--version'),
  'actions/setup-node': needs('node', '--version'),
  'aquasecurity/setup-trivy': needs('trivy', '--version'),
  'actions/cache': async () => done('Nothing is restored.'),
  'actions/upload-artifact': async (machine, { name, path }) => {
    mkdirSync(join(machine.artifacts, name), { recursive: true })
    cpSync(path, join(machine.artifacts, name, basename(path)), { recursive: true })
    return done(path)
  },
  'actions/download-artifact': async (machine, { name, path }) => {
    if (!existsSync(join(machine.artifacts, name))) return { outcome: 'failure', output: `There is no artefact '${name}'.` }
    cpSync(join(machine.artifacts, name), path, { recursive: true })
    return done(path)
  },
}
