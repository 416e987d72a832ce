import type { ReactNode } from 'react'
import { May } from '#app/_components/desk/may.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { RuleOffer as Offer } from '#db/reads/sources/rule-offers.ts'
import type { RuleChoice } from '#lib/rules/sources/rule-offer.ts'
import { listInWords } from '#lib/words/list.ts'
import { ActionForm, type FormOutcome } from './action-form.tsx'
import { Card } from './card.tsx'
import { LocalTime } from './local-time.tsx'
import { SubmitButton } from './submit-button.tsx'

type Props = { offer: Offer; action: (before: FormOutcome, form: FormData) => Promise<FormOutcome> }

const choices = (): readonly { value: RuleChoice; word: string }[] => [
  { value: 'outage', word: staffWords('deskIncidents.ruleOffer.areOutages') },
  { value: 'slowdown', word: staffWords('deskIncidents.ruleOffer.areSlowness') },
  { value: 'staff-only', word: staffWords('deskIncidents.ruleOffer.areForStaffOnly') },
  { value: 'ignore', word: staffWords('deskIncidents.ruleOffer.areIgnored') },
]

/** Makes a rule of an answer, and shows first which of the last alerts it would have been about. */
export function RuleOfferCard({ offer, action }: Props) {
  const { sequence, preview, effect } = offer
  return (
    <May act="change-source">
      <Card>
        <h3 className="font-semibold wrap-anywhere">{headingOf(offer)}</h3>
        {effect ? (
          <p className="text-soft">
            {staffWords('deskIncidents.ruleOffer.aRuleSaysAlready', { word: wordOf(effect) })}
          </p>
        ) : null}
        <ActionForm act="change-source" action={action} className="grid gap-2">
          <input type="hidden" name="sequence" value={sequence} />
          <div className="flex flex-wrap gap-3">
            {choices().map(({ value, word }) => (
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
  return (
    <div className="text-sm">
      <p className="text-soft">{staffWords('deskIncidents.ruleOffer.preview', { lookedAt, matched })}</p>
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
  if ('ignore' in effect) return staffWords('deskIncidents.ruleOffer.willBeIgnored')
  const kind =
    effect.kind === 'other'
      ? staffWords('deskIncidents.ruleOffer.willBeForStaffOnly')
      : effect.kind && staffWords('deskIncidents.ruleOffer.willBeOfKind', { kind: effect.kind })
  const severity =
    effect.severity &&
    staffWords('deskIncidents.ruleOffer.willHaveSeverity', {
      severity: staffWords(`deskShared.severity.${effect.severity}`),
    })
  return listInWords(
    staffWords,
    [kind, severity].flatMap(part => part ?? []),
  )
}
