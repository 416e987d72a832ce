import { readFileSync } from 'node:fs'

const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  scripts: { start: string }
}

/** What Node is given to serve the site, as `npm start` gives it: how much room young objects have, and the program. */
export const servingArguments: readonly string[] = / node (.*)$/.exec(scripts.start)?.[1]?.split(' ') ?? []
