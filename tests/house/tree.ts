import { execFileSync } from 'node:child_process'

/** All files under version control, and new ones that are not ignored, whose path passes. */
function files(isWanted: (file: string) => boolean): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  })
  return [...new Set(listed.split('\0'))].filter(file => file !== '' && isWanted(file)).sort()
}

const isCode = (file: string) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts')

/** What runs in production. */
export function productFiles(): string[] {
  return files(file => isCode(file) && /^(app|db|lib)\/|^(server|instrumentation)\.ts$/.test(file))
}

/** What is run by hand around it. */
export function scriptFiles(): string[] {
  return files(file => /^scripts\/.*\.(ts|mjs)$/.test(file))
}

/** All code of the house, tests and scripts too. */
export function codeFiles(): string[] {
  return files(isCode)
}
