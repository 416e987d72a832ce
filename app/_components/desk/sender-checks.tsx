import { staffWords } from '#app/desk/staff-words.ts'
import type { SenderCheck } from '#lib/rules/sending/sender.ts'
import { senderFindingSentence } from '#lib/words/sending.ts'
import { Card, type CardTone } from './card.tsx'

const looks = (): Record<SenderCheck['is'], { tone: CardTone; word: string }> => ({
  good: { tone: 'plain', word: staffWords('deskShared.senderChecks.inOrder') },
  weak: { tone: 'slow', word: staffWords('deskShared.senderChecks.weak') },
  missing: { tone: 'down', word: staffWords('deskShared.senderChecks.missing') },
  unknown: { tone: 'plain', word: staffWords('deskShared.senderChecks.notKnown') },
})

/** What mailboxes can check of a sending domain. */
export function SenderChecks({ checks }: { checks: readonly SenderCheck[] }) {
  return checks.map(check => (
    <Card key={check.name} tone={looks()[check.is].tone}>
      <p>
        <strong>
          {check.name}: {looks()[check.is].word}.
        </strong>{' '}
        {senderFindingSentence(staffWords, check.finding)}
      </p>
    </Card>
  ))
}
