import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { measure } from './measure.ts'

/** The small form, half as long: it is put into each page. */
const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** Colours are the same at every width, and to compare them is half of what axe does. */
const ofColours = ['color-contrast', 'link-in-text-block']
/** All other rules find at another width what they found where the same elements are shown. */
const ofWidth = ['scrollable-region-focusable']
/** What another scheme of colours or another width can change. */
export const rulesOfLooks = [...ofColours, ...ofWidth]

/**
 * What axe finds on the page as it stands, each with the first place. Mails that are shown in a frame are looked at for
 * themselves. Our pages are one document, so axe is put there once and runs in the page alone.
 */
export async function problemsOf(
  page: Page,
  disabledRules: string[] = [],
  only?: string[],
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  const options: RunOptions = {
    // What is in order is not told one by one: on the board that is half of the work.
    resultTypes: ['violations'],
    iframes: false,
    rules: Object.fromEntries(disabledRules.map(rule => [rule, { enabled: false }])),
  }
  if (only) options.runOnly = { type: 'rule', values: only }
  return page.evaluate(async options => {
    const { violations } = await window.axe.run({ exclude: ['iframe'] }, options)
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }, options)
}

/** Which elements of the page are shown at this width. */
export function shownOn(page: Page): Promise<string> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll('body *'), each =>
      each.checkVisibility({ visibilityProperty: true }) ? 1 : 0,
    ).join(''),
  )
}

declare global {
  interface Window {
    axe: typeof import('axe-core')
  }
}

/** Nothing reaches over the edge of the page; what does is named. */
export async function expectNothingWider(page: Page): Promise<void> {
  const width = page.viewportSize()?.width ?? 0
  const { scrolled, wide } = await page.evaluate(most => {
    const all = [...document.querySelectorAll('body *')]
    const over = all.filter(each => each.getBoundingClientRect().right > most + 1)
    return {
      scrolled: document.documentElement.scrollWidth,
      wide: over.slice(-3).map(each => each.outerHTML.slice(0, 160)),
    }
  }, width)
  expect(scrolled, `${page.url()}: ${wide.join(' ')}`).toBeLessThanOrEqual(width)
}

/** The page has no axe violation, and nothing reaches over its edge, wide and narrow. */
export async function expectSound(page: Page): Promise<void> {
  await expectSoundIn(page, false)
}

/** The page as it stands has no axe violation, and nothing reaches over its edge: wide by day, and narrow by night. */
export async function expectSoundByNight(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  await expectSoundIn(page, true)
  await page.emulateMedia({ colorScheme: null })
}

/** axe looks both ways at a page where all is measured in full, else one way: half of the pages wide, half narrow. */
async function expectSoundIn(page: Page, isByNight: boolean): Promise<void> {
  const { width = 0, height = 800 } = page.viewportSize() ?? {}
  const looks = measure(2, 1) === 2 ? 'both' : isLookedAtWide(page.url()) ? 'wide' : 'narrow'
  // Each size costs another drawing of the page; a height is as good as another.
  if (width !== 1280) await page.setViewportSize({ width: 1280, height })
  if (looks !== 'narrow') await expectNoProblems(page)
  await expectNothingWider(page)
  const shown = looks === 'both' ? await shownOn(page) : ''
  // Both at once, so that the page is drawn once.
  const toNight = isByNight ? page.emulateMedia({ colorScheme: 'dark' }) : undefined
  await Promise.all([page.setViewportSize({ width: 320, height }), toNight])
  const isSame = looks === 'both' && (await shownOn(page)) === shown
  if (looks !== 'wide')
    await expectNoProblems(page, isSame ? (isByNight ? rulesOfLooks : ofWidth) : undefined)
  await expectNothingWider(page)
}

/** By its path without the ids in it, so each run asks the same. */
function isLookedAtWide(url: string): boolean {
  const path = new URL(url).pathname.replace(/[^/]{12,}/g, '')
  return [...path].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 2 === 0
}

async function expectNoProblems(page: Page, only?: string[]): Promise<void> {
  expect([page.url(), await problemsOf(page, [], only)]).toEqual([page.url(), []])
}
