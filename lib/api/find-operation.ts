import type { OlderOperation, Operation } from './operation.ts'
import { olderOperations, operations } from './operations.ts'

type Found =
  | { is: 'operation'; operation: Operation; params: Record<string, string> }
  | { is: 'older'; operation: OlderOperation }
  /** The address has others. */
  | { is: 'other-method'; methods: string[] }
  | { is: 'nothing' }

const known = [...operations, ...olderOperations].map(each => {
  const form = each.contract.path.replace(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>[^/]+)`)
  return { each, form: new RegExp(`^/api/v1${form}$`) }
})

/** The operation that a request means. path: as it came. */
export function findOperation(method: string, path: string): Found {
  const fitting = known.flatMap(({ each, form }) => {
    const match = form.exec(path)
    return match ? [{ each, parts: match.groups ?? {} }] : []
  })
  const asked = method === 'HEAD' ? 'get' : method.toLowerCase()
  const found = fitting.find(({ each }) => each.contract.method === asked)
  if (!found && fitting.length === 0) return { is: 'nothing' }
  if (!found)
    return { is: 'other-method', methods: fitting.map(({ each }) => each.contract.method.toUpperCase()) }
  const { each, parts } = found
  if ('answer' in each) return { is: 'older', operation: each }
  return { is: 'operation', operation: each, params: decoded(parts) }
}

/** The front lets no address in whose signs are not complete. */
function decoded(parts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, decodeURIComponent(part)]))
}
