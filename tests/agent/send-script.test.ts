import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parseDocument } from 'yaml'
import { joinAgent } from '../../scripts/build-agent.ts'
import { faultOf, shellcheckVersion, shellcheckWords } from '../alerts/snippet/readers.ts'

const scripts = { 'allclear-agent': joinAgent, 'loop.sh': () => readFileSync('public/agent/loop.sh', 'utf8') }

it.each(Object.entries(scripts))('%s is read by dash and bash', async (_, text) => {
  expect(await faultOf({ language: 'sh', text: text() } as never)).toBe(null)
})

it.skipIf(shellcheckVersion === null).each(Object.entries(scripts))(
  '%s leaves shellcheck nothing to say (skipped where it is not installed)',
  async (_, text) => {
    expect(await shellcheckWords(text())).toBe('')
  },
)

it.each(['ansible-role.yml', 'cloud-init.yml'])(
  '%s is YAML, and hides what servers prove themselves by',
  name => {
    const text = readFileSync(`public/agent/${name}`, 'utf8')
    const document = parseDocument(text, { strict: true, uniqueKeys: true })
    expect(document.errors).toEqual([])
    expect(text).toMatch(/no_log: true|<allclear-agent.credentials/)
    expect([text.includes('SITE/agent/allclear-agent'), text.includes('SHA256')]).toEqual([true, true])
  },
)
