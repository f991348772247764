// GitHub's parser is published for bundlers: it imports its schema as Node does not allow.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

export const load = async (url, context, next) =>
  url.endsWith('.json')
    ? { format: 'module', shortCircuit: true, source: `export default ${await readFile(fileURLToPath(url), 'utf8')}` }
    : next(url, context)
