import { existsSync } from 'node:fs'

/** The shell has no windows to draw: a test costs it a third of what it costs the whole browser. */
const places = [
  process.env.ALLCLEAR_CHROMIUM,
  '/usr/bin/chromium-headless-shell',
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
