import { existsSync } from 'node:fs'

const shell = '/usr/bin/chromium-headless-shell'

const places = [
  process.env.ALLCLEAR_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The path of an installed Chromium. Throws a sentence that says how to get one. */
export function findChromium(): string {
  const found = places.find(path => path && existsSync(path))
  if (!found) throw new Error('No Chromium was found: install it, or set ALLCLEAR_CHROMIUM to its path.')
  return found
}

/** Chromium without windows, which shows pages for a quarter of the work, but no notifications; or the whole one. */
export function findShell(): string {
  return !process.env.ALLCLEAR_CHROMIUM && existsSync(shell) ? shell : findChromium()
}
