import type { Device } from '#lib/rules/staff/device.ts'
import type { Words } from '#lib/words/words.ts'

/** "Firefox on Linux" */
export function deviceWords(words: Words, { browser, system }: Device): string {
  if (browser && system)
    return words('devices.both', {
      browser: words(`devices.browser.${browser}`),
      system: words(`devices.system.${system}`),
    })
  if (browser) return words(`devices.browser.${browser}`)
  return system ? words(`devices.system.${system}`) : words('devices.unknown')
}
