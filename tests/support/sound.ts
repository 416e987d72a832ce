import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** The small form, half as long: it is put into each page. */
const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/**
 * What axe finds on the page as it stands, each with the first place. Mails that are shown in a frame are looked at for
 * themselves. Our pages are one document, so axe is put there once and runs in the page alone.
 */
export function problemsOf(page: Page, disabledRules: string[] = []): Promise<string[]> {
  return askAxe(page, { rules: Object.fromEntries(disabledRules.map(rule => [rule, { enabled: false }])) })
}

async function askAxe(page: Page, rules: RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source)
  // What is in order is not told one by one: on the board that is half of the work.
  const options: RunOptions = { ...rules, resultTypes: ['violations'], iframes: false }
  return page.evaluate(async options => {
    const { violations } = await window.axe.run({ exclude: ['iframe'] }, options)
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }, options)
}

/** Rules whose answer depends on colours or on the width; that of all others is the same on the same page. */
const lookRules = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size']

/** The page as it stands has no axe violation, and nothing reaches over its edge: at a desk by day, on a phone by night, on the narrowest. */
export async function expectSoundByDayAndNight(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await problemsOf(page)).toEqual([])
  await expectNothingWider(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await askAxe(page, { runOnly: lookRules })).toEqual([])
  await page.setViewportSize({ width: 320, height: 844 })
  await expectNothingWider(page)
  await page.emulateMedia({ colorScheme: null })
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
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 })
    // Colours are the same at every width, and to compare them is half of what axe does.
    expect(await problemsOf(page, width === 320 ? ['color-contrast'] : [])).toEqual([])
    await expectNothingWider(page)
  }
}

/** The page as it stands has no axe violation, and nothing reaches over its edge: wide by day, and narrow by night. */
export async function expectSoundByNight(page: Page): Promise<void> {
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [320, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    expect([page.url(), await problemsOf(page)]).toEqual([page.url(), []])
    await expectNothingWider(page)
  }
  await page.emulateMedia({ colorScheme: null })
}
