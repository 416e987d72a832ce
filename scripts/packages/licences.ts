/** What a lockfile of npm says of one package. */
export type LockedPackage = {
  version?: string
  license?: string
  dev?: boolean
  devOptional?: boolean
  optional?: boolean
  link?: boolean
  optionalDependencies?: Record<string, string>
}
export type Lock = { packages: Record<string, LockedPackage> }

/** Licences that let anybody use and pass on the product as its own one does. */
const allowed = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'MPL-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'CC-BY-4.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

/** Packages that do not say it as others do, or that only our tests use: each with what it is, and why it may stay. */
const known: Record<string, { licence: string; isForTestsOnly?: true; why: string }> = {
  'png-js': { licence: 'MIT', why: 'its file LICENSE says so, its package.json nothing' },
  'statuspage.io': {
    licence: 'GPL-3.0',
    isForTestsOnly: true,
    why: 'a client of others, by which a test asks our API: nothing of ours is built with it or passed on',
  },
}

/**
 * Sentences on the packages of a lockfile whose licence is not one of ours; none: all is well. All platforms count, also those
 * that are not installed here. A build for one platform that says nothing has the licence of the package that it is a part of.
 */
export function licenceProblems({ packages }: Lock): string[] {
  const wholes = wholesOf(packages)
  return Object.entries(packages).flatMap(([path, locked]) => {
    const name = nameOf(path)
    if (name === null || locked.link) return []
    const exception = known[name]
    const licence = locked.license ?? exception?.licence ?? packages[wholes.get(name) ?? '']?.license ?? null
    const isForTests = locked.dev === true
    if (licence !== null && isAllowed(licence)) return []
    if (licence !== null && exception?.licence === licence && exception.isForTestsOnly && isForTests)
      return []
    const where = isForTests ? 'for development' : 'with the product'
    return [
      `${name} ${locked.version ?? ''} (${path}, installed ${where}): ${licence ?? 'it states no licence'}`,
    ]
  })
}

/** The path of the package of which another is a build for one platform, by its name. */
function wholesOf(packages: Lock['packages']): Map<string, string> {
  const listed = Object.entries(packages).flatMap(([path, { optionalDependencies }]) =>
    Object.keys(optionalDependencies ?? {}).map(name => [name, path] as const),
  )
  return new Map(listed.filter(([, path]) => path !== ''))
}

/** null for the product itself and what it holds in folders of its own. */
function nameOf(path: string): string | null {
  const [, name = null] = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? []
  return name
}

/** By SPDX: of a choice one has to be allowed, of a sum each. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/[()]/g, '')
    .split(/ OR /)
    .some(choice => choice.split(/ AND /).every(part => allowed.has(part.trim())))
}
