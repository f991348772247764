// Evaluates the expressions of workflows by GitHub's own package.
import { Evaluator, Lexer, Parser, data } from '@actions/expressions'

/** A value of JavaScript as one of an expression. */
function toData(value) {
  if (value === null || value === undefined) return new data.Null()
  if (typeof value === 'boolean') return new data.BooleanData(value)
  if (typeof value === 'number') return new data.NumberData(value)
  if (typeof value === 'string') return new data.StringData(value)
  if (Array.isArray(value)) return new data.Array(...value.map(toData))
  return new data.Dictionary(...Object.entries(value).map(([key, entry]) => ({ key, value: toData(entry) })))
}

/** Evaluates one expression; `state` answers the functions about what ran before: {success, failure, cancelled}. */
export function evaluate(expression, contexts, state = {}) {
  const answer = (name, value, args = 0) => [name.toLowerCase(), { name, minArgs: args, maxArgs: 255 * args, call: () => toData(value) }]
  const functions = new Map([
    answer('success', state.success ?? true),
    answer('failure', state.failure ?? false),
    answer('cancelled', state.cancelled ?? false),
    answer('always', true),
    // Keys of caches, which nothing here restores.
    answer('hashFiles', 'hash', 1),
  ])
  const parser = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), [...functions.values()])
  return new Evaluator(parser.parse(), toData(contexts), functions).evaluate()
}

/** A text with its expressions replaced. */
export const fill = (text, contexts) => String(text).replace(/\$\{\{(.*?)\}\}/gs, (_, expression) => evaluate(expression.trim(), contexts).coerceString())

/** Whether an `if` holds; without a function about what ran before, it asks for success. */
export function holds(condition, contexts, state) {
  const expression = String(condition ?? 'success()').replace(/^\$\{\{(.*)\}\}$/s, '$1').trim()
  const whole = /\b(success|failure|cancelled|always)\(/.test(expression) ? expression : `success() && (${expression})`
  const result = evaluate(whole, contexts, state)
  return !(result.kind === data.Kind.Null || ['', 'false', '0'].includes(result.coerceString()))
}
