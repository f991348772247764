// The machine of one job: a folder for what it lays down, a workspace, and a shell.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const running = new Set()

/** Ends the process group that a program leads. */
function end(pid) {
  running.delete(pid)
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}

// What runs leads groups of its own, which a signal to this program does not reach.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const pid of running) end(pid)
    process.exit(1)
  })
}

export class Machine {
  constructor(run, job) {
    this.run = run
    this.temp = mkdtempSync(join(run.folder, `${job}-`))
    // One for all jobs, which saves their builds; the sources are fetched into it anew for each.
    this.workspace = run.inPlace ? run.source : join(run.folder, 'workspace')
    this.artifacts = join(run.folder, 'artifacts')
    mkdirSync(this.artifacts, { recursive: true })
    this.files = Object.fromEntries(['output', 'summary', 'env', 'path'].map((name) => [name, join(this.temp, `github-${name}`)]))
    for (const file of Object.values(this.files)) writeFileSync(file, '')
  }

  get summary() {
    return readFileSync(this.files.summary, 'utf8')
  }

  /** Runs lines of the shell as GitHub does; what they start ends with them. */
  async bash(lines, environment, limit, github) {
    const script = join(this.temp, 'step.sh')
    writeFileSync(script, lines)
    writeFileSync(this.files.output, '')
    const done = await this.start('bash', ['-e', script], limit, {
      ...process.env,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      RUNNER_TEMP: this.temp,
      GITHUB_WORKSPACE: this.workspace,
      GITHUB_OUTPUT: this.files.output,
      GITHUB_STEP_SUMMARY: this.files.summary,
      GITHUB_REF: github.ref,
      GITHUB_SHA: github.sha,
      ...this.run.environment,
      ...environment,
    })
    const outputs = readFileSync(this.files.output, 'utf8').split('\n').filter(Boolean)
    return { ...done, outputs: Object.fromEntries(outputs.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])) }
  }

  /** Runs a program to its end, or to the end of its time. */
  start(program, args, limit = 120_000, env = { ...process.env, ...this.run.environment }, cwd = this.workspace) {
    return new Promise((resolve) => {
      const child = spawn(program, args, { cwd: existsSync(cwd) ? cwd : this.run.folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
      let output = ''
      let isLate = false
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
      running.add(child.pid)
      const clock = setTimeout(() => ((isLate = true), end(child.pid)), limit)
      child.on('error', (fault) => ((output += fault.message), resolve({ outcome: 'failure', output })))
      child.on('close', (code) => {
        clearTimeout(clock)
        end(child.pid)
        resolve({ outcome: isLate ? 'cancelled' : code === 0 ? 'success' : 'failure', output: output.slice(-20_000) })
      })
    })
  }

  close() {
    rmSync(this.temp, { recursive: true, force: true })
  }
}
