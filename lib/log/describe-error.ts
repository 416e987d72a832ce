import { redact } from './redact.ts'

/** An error as the log keeps it. */
export type Described = {
  type: string
  message: string
  code?: string
  stack?: string
  cause?: Described
  /** The first of several, of which each failed. */
  errors?: Described[]
}

const mostCauses = 5
const mostErrors = 3

/** What was thrown, with its stack and its causes, and without the secrets and values in them. */
export function describeError(thrown: unknown, depth = mostCauses): Described {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: redact(String(thrown)) }
  const { code } = thrown as NodeJS.ErrnoException
  const described: Described = { type: thrown.name, message: redact(withoutValues(thrown.message)) }
  if (code !== undefined) described.code = String(code)
  if (thrown.stack) described.stack = redact(withoutValues(thrown.stack))
  if (depth <= 1) return described
  if (thrown.cause !== undefined) described.cause = describeError(thrown.cause, depth - 1)
  if (thrown instanceof AggregateError)
    described.errors = thrown.errors.slice(0, mostErrors).map(each => describeError(each, 1))
  return described
}

/** The message of a query that failed repeats all of its values, which are people's. */
function withoutValues(text: string): string {
  return text.startsWith('Failed query:') || text.includes('Error: Failed query:')
    ? text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$(?![\s\S]))/, '')
    : text
}
