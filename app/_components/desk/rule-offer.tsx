import type { ReactNode } from 'react'
import { May } from '#app/_components/desk/may.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { RuleOffer as Offer } from '#db/reads/sources/rule-offers.ts'
import type { RuleChoice } from '#lib/rules/sources/rule-offer.ts'
import { ActionForm, type FormOutcome } from './action-form.tsx'
import { Card } from './card.tsx'
import { LocalTime } from './local-time.tsx'
import { SubmitButton } from './submit-button.tsx'

type Props = { offer: Offer; action: (before: FormOutcome, form: FormData) => Promise<FormOutcome> }

const choices: readonly { value: RuleChoice; word: string }[] = [
  { value: 'outage', word: 'Are outages' },
  { value: 'slowdown', word: 'Are slowness' },
  { value: 'staff-only', word: 'Are for staff only' },
  { value: 'ignore', word: 'Are ignored' },
]

/** Makes a rule of an answer, and shows first which of the last alerts it would have been about. */
export function RuleOfferCard({ offer, action }: Props) {
  const { sequence, preview, effect } = offer
  return (
    <May act="change-source">
      <Card>
        <h3 className="font-semibold wrap-anywhere">{headingOf(offer)}</h3>
        {effect ? (
          <p className="text-soft">A rule says already: they {wordOf(effect)}. Choose to change it.</p>
        ) : null}
        <ActionForm act="change-source" action={action} className="grid gap-2">
          <input type="hidden" name="sequence" value={sequence} />
          <div className="flex flex-wrap gap-3">
            {choices.map(({ value, word }) => (
              <SubmitButton key={value} look="side" choice={{ name: 'choice', value }}>
                {word}
              </SubmitButton>
            ))}
          </div>
        </ActionForm>
        <Preview {...preview} />
      </Card>
    </May>
  )
}

function headingOf({ source, by, text }: Offer): ReactNode {
  const link = (name: ReactNode) => <a href={`/desk/sources/${source.id}`}>{name}</a>
  const key = by === 'name' ? 'sources.offers.named' : 'sources.offers.saying'
  return staffWords.rich(key, { name: source.name, text, source: link })
}

function Preview({ matched, lookedAt, lines }: Offer['preview']) {
  const of = lookedAt === 1 ? 'the one alert' : `the last ${lookedAt} alerts`
  return (
    <div className="text-sm">
      <p className="text-soft">
        Of {of} of this source it would have been about {matched}. What is in the log stays as it is.
      </p>
      <ul className="mt-1 grid gap-1">
        {lines.map(line => (
          <li key={line.sequence} className="wrap-anywhere">
            <a href={`/desk/alerts/${line.sequence}`}>
              <LocalTime at={line.receivedAt} />
            </a>{' '}
            {line.summary}
          </li>
        ))}
      </ul>
    </div>
  )
}

function wordOf(effect: NonNullable<Offer['effect']>): string {
  if ('ignore' in effect) return 'are ignored'
  const kind = effect.kind === 'other' ? 'are for staff only' : effect.kind && `are of kind ${effect.kind}`
  const severity = effect.severity && `have severity ${effect.severity}`
  return [kind, severity].filter(Boolean).join(' and ')
}
