import { describe, expect, it } from 'vitest'
import { filler, renderText } from '#lib/channels/mail/mail.ts'
import { keptMessage, messageOf } from '#lib/channels/notice-message.ts'
import type { MailSection } from '#lib/mail/notice/section.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { channelNames } from '#lib/rules/destinations/destination.ts'
import { shortTimes } from '#lib/words/time.ts'
import { wordsIn } from '#lib/words/words.ts'
import { mailedServer } from '#tests/mail/facts.ts'
import { awkwardTexts, unmarked } from '#tests/support/awkward.ts'
import { seenHtml, seenText, unwrapped } from '#tests/support/seen.ts'
import { shownBy } from './shown.ts'

const words = wordsIn('en')
const at = new Date('2013-02-19T11:00:00Z')
const site = { name: 'Example Hosting', url: 'https://status.example.com' }

/** An update of web07 in these words of staff. */
function updateOf(text: string): MailSection[] {
  const body = { is: 'words', about: 'incident', title: 'T', text: plainText(text, 'light') } as const
  const section = {
    postId: 'p1',
    slug: 'p1',
    kind: 'update',
    isTaken: true,
    nextUpdateAt: null,
    body,
  } as const
  return [{ ...section, servers: [mailedServer('web07')] }]
}

function awkwardMessage(text: string) {
  const about = { noticeId: 'n1', postId: 'p1', postTitle: 'T', phase: null, at: at.toISOString() }
  const kept = keptMessage(words, updateOf(text), about, site, shortTimes(words, 'UTC', at))
  return messageOf(kept, 'd1', 'https://status.example.com/stop')
}

describe('words of staff in a mail', () => {
  it.each(awkwardTexts)('with %s stand there as they were typed, in HTML and in text', async (_, text) => {
    const kept = await renderText(words, {
      language: 'en',
      site,
      isForStaff: false,
      sections: updateOf(text),
    })
    const tokens = { unsubscribe: 'u', preferences: 'p' }
    const mail = filler(words, kept, at)({ mailId: 'l1', address: 'jane@example.net', zone: 'UTC', tokens })
    expect(seenHtml(mail.html)).toContain(seenText(unmarked(text)))
    expect(unwrapped(mail.text)).toContain(unwrapped(unmarked(text)))
    expect(mail.text.split('\n').filter(line => line === '-- ')).toHaveLength(1)
  })
})

describe.each(channelNames.filter(name => name !== 'sms'))('words of staff by %s', channel => {
  it.each(awkwardTexts)('with %s stand there as they were typed', async (_, text) => {
    expect(seenText(await shownBy(channel, awkwardMessage(text)))).toContain(seenText(unmarked(text)))
  })

  it('that are struck through are marked', async () => {
    const shown = await shownBy(channel, awkwardMessage('It begins at ~~22:00~~ 23:00.'))
    expect(shown).toContain('It begins at (was 22:00) 23:00.')
  })

  it('that are too long end with a sentence, and it says so', async () => {
    const text = Array.from({ length: 400 }, (_, i) => `This is sentence ${i} of all* & more.`).join(' ')
    const shown = await shownBy(channel, awkwardMessage(text))
    if (channel === 'webhook') expect(shown).toContain(text)
    else expect(shown).toMatch(/This is sentence \d+ of all\* & more\.\n… It goes on behind the link\./)
  })
})

describe('words of staff by SMS', () => {
  it.each([
    [
      'Sites restart once.',
      'Example Hosting: Update: web07 is down. Sites restart once. https://status.example.com/posts/p1',
    ],
    [
      'Half is done. The rest takes until 23:00, and sites restart once meanwhile, one after the other.',
      'Example Hosting: Update: web07 is down. Half is done. More: https://status.example.com/posts/p1',
    ],
    [
      `One sentence ${'without an end '.repeat(20)}`,
      'Example Hosting: Update: web07 is down. More: https://status.example.com/posts/p1',
    ],
    [
      'It takes 1~2 hours.',
      'Example Hosting: Update: web07 is down. It takes 1~2 hours. https://status.example.com/posts/p1',
    ],
  ])('%j are cut after a sentence, and it says so', async (text, sms) => {
    expect(await shownBy('sms', awkwardMessage(text))).toBe(sms)
  })
})
