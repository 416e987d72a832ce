import { flushCompileCache, type RegisterHooksOptions, registerHooks } from 'node:module'

/**
 * Loaded before all else by --import. For each file of a package that is imported, Node reads the whole list of what the
 * package exports again; that of drizzle-orm is so long that this took a quarter of the time of a start. Where its files
 * are is found once here, and a file of it that names another one by its path is taken at its word.
 */
const slow = 'drizzle-orm'
const inside = `/node_modules/${slow}/`

type Resolve = NonNullable<RegisterHooksOptions['resolve']>

const found = new Map<string, ReturnType<Resolve>>()

const resolve: Resolve = (specifier, context, next) => {
  if (specifier.startsWith('.') && context.parentURL?.includes(inside)) {
    const url = new URL(specifier, context.parentURL).href
    if (url.endsWith('.js')) return { url, format: 'module', shortCircuit: true }
  }
  if (specifier !== slow && !specifier.startsWith(`${slow}/`)) return next(specifier, context)
  // Where a package is imported and where it is required, it may be two files.
  const key = [specifier, ...context.conditions].join(' ')
  const place = found.get(key) ?? { ...next(specifier, context), shortCircuit: true }
  found.set(key, place)
  return place
}

registerHooks({ resolve })

/** Node keeps what it has compiled when a process ends by itself, and most of ours are killed. */
const keepEveryMs = 2_000

setInterval(flushCompileCache, keepEveryMs).unref()
