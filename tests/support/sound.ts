import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

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
function shownOn(page: Page): Promise<string> {
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
  const shown = await expectSoundWide(page, 800)
  await page.setViewportSize({ width: 320, height: 800 })
  const isSame = (await shownOn(page)) === shown
  await expectSoundHere(page, isSame ? [] : ofColours, isSame ? ofWidth : undefined)
}

/** The page as it stands has no axe violation, and nothing reaches over its edge: wide by day, and narrow by night. */
export async function expectSoundByNight(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  const shown = await expectSoundWide(page, 900)
  await page.setViewportSize({ width: 320, height: 900 })
  await page.emulateMedia({ colorScheme: 'dark' })
  const isSame = (await shownOn(page)) === shown
  await expectSoundHere(page, [], isSame ? rulesOfLooks : undefined)
  await page.emulateMedia({ colorScheme: null })
}

/** Returns which elements are shown. */
async function expectSoundWide(page: Page, height: number): Promise<string> {
  await page.setViewportSize({ width: 1280, height })
  await expectSoundHere(page)
  return shownOn(page)
}

async function expectSoundHere(page: Page, disabledRules: string[] = [], only?: string[]): Promise<void> {
  expect([page.url(), await problemsOf(page, disabledRules, only)]).toEqual([page.url(), []])
  await expectNothingWider(page)
}
