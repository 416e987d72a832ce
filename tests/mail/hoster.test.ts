import { afterEach, expect, it } from 'vitest'
import { renderMailProof } from '#lib/mail/templates/render-mail-proof.tsx'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { holdSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'

afterEach(() => holdSite(KeptSite.parse({})))

const mail = () =>
  renderMailProof(wordsIn('en'), {
    siteName: 'Alpine Hosting',
    siteUrl: 'https://status.example.com',
    code: '204816',
  })

it('a mail leads where the hoster leads, ends with its words, and has its colour by day and by night', async () => {
  const before = await mail()
  expect(before.text).not.toContain('Imprint')
  holdSite(
    KeptSite.parse({
      imprint: 'https://example.com/imprint',
      support: 'mailto:help@example.com',
      footer: 'Alpine Hosting GmbH, Vienna',
      accentLight: '#0a6b8a',
    }),
  )
  const { html, text } = await mail()
  for (const said of [
    'https://example.com/imprint',
    'mailto:help@example.com',
    'Alpine Hosting GmbH, Vienna',
  ]) {
    expect(html).toContain(said)
    expect(text).toContain(said)
  }
  expect(html).toContain('color:#0a6b8a')
  expect(html).toMatch(/\.brand \{ color: #[0-9a-f]{6} !important; \}/)
})
