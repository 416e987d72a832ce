import { env } from '#lib/env.ts'
import { currentWords } from '#lib/language.ts'
import type { Rendered } from '#lib/mail/mail.ts'
import { sampleReading } from '#lib/mail/notice/sample-facts.ts'
import { renderAskRelease } from '#lib/mail/templates/render-ask-release.tsx'
import { renderMailProof } from '#lib/mail/templates/render-mail-proof.tsx'
import { renderReminder } from '#lib/mail/templates/render-reminder.tsx'
import { renderRemoval } from '#lib/mail/templates/render-removal.tsx'
import { renderSignIn } from '#lib/mail/templates/render-sign-in.tsx'
import { renderSignInChange } from '#lib/mail/templates/render-sign-in-change.tsx'
import { renderWelcome } from '#lib/mail/templates/render-welcome.tsx'
import { ourSite } from '#lib/site.ts'
import { reminderSentences } from '#lib/words/reminders.ts'
import { shortTimes } from '#lib/words/time.ts'
import type { Words } from '#lib/words/words.ts'

export const noAnswer = { 'Auto-Submitted': 'auto-generated' }

export type NamedMail = [name: string, rendered: Rendered, headers: Record<string, string>]

export const url = (path: string) => `${env.SITE_URL}${path}`

/** To staff, in the language of who looks at them. */
export async function deskSamples(): Promise<NamedMail[]> {
  const words = currentWords()
  const [siteName, siteUrl] = [ourSite().name, env.SITE_URL]
  return [
    [
      'Sign-in',
      await renderSignIn(words, { siteName, url: url('/desk/enter/sample'), validMinutes: 15 }),
      {},
    ],
    [
      'Welcome to the desk',
      await renderWelcome(words, {
        siteName,
        siteUrl,
        byName: 'Dana',
        words: 'You are on duty from Monday on. Look at the ladder first.',
        url: url('/desk/join/sample'),
        validDays: 7,
      }),
      noAnswer,
    ],
    [
      'A colleague was removed',
      await renderRemoval(words, { siteName, siteUrl, name: 'Eve', byName: 'Dana' }),
      noAnswer,
    ],
    [
      'Sign-in on a new device',
      await renderSignInChange(words, {
        what: 'new-device',
        name: 'Dana',
        siteName,
        siteUrl,
        device: { browser: 'firefox', system: 'linux' },
        from: '192.0.2.17',
        at: sampleReading.at,
        zone: ourSite().zone,
      }),
      noAnswer,
    ],
    ['Test mail', await renderMailProof(words, { siteName, siteUrl, code: '204816' }), noAnswer],
    [
      'Too many mails to release',
      await renderAskRelease(words, {
        siteName,
        title: 'web07 is down',
        heldFor: 4321,
        deskUrl: url('/desk/deliveries'),
      }),
      noAnswer,
    ],
    ['Reminder', await reminderSample(words), noAnswer],
  ]
}

function reminderSample(words: Words): Promise<Rendered> {
  const { at } = sampleReading
  const late = { kind: 'promise-late' as const, postId: 'sample', title: 'web07 is down', at, isNext: true }
  return renderReminder(words, {
    siteName: ourSite().name,
    siteUrl: env.SITE_URL,
    deskUrl: url('/desk/posts/sample'),
    ...reminderSentences(words, [late], shortTimes(words, ourSite().zone, at)),
  })
}
