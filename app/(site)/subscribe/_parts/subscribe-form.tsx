import { DomainField } from '#app/_components/forms/domain-field.tsx'
import { EmailField } from '#app/_components/forms/email-field.tsx'
import { Honeypot } from '#app/_components/forms/honeypot.tsx'
import { PlainMark } from '#app/_components/forms/plain-mark.tsx'
import { PreferenceChoice } from '#app/_components/forms/preference-choice.tsx'
import { ProblemText } from '#app/_components/forms/problem-text.tsx'
import { TargetChoice } from '#app/_components/forms/target-choice.tsx'
import { ZoneField } from '#app/_components/forms/zone-field.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { Targets } from '#db/reads/subscribers/subscribing.ts'
import { fullPreferences, type Preferences } from '#lib/rules/subscribers/notice-preferences.ts'

type Props = {
  targets: Targets
  /** What is ticked already, as the form sends it. */
  chosen: ReadonlySet<string>
  /** The domain that is filled in already. */
  domain: string
  /** What else was typed into a form that was not taken. */
  typed?: { email: string; preferences: Preferences }
  problems: { [field in 'email' | 'target' | 'domain' | 'kind']?: string | undefined }
}

/** Asks for notices. A plain form: it works without scripts. */
export function SubscribeForm({ targets, chosen, domain, typed, problems }: Props) {
  const words = readerWords()
  return (
    <form action="/api/subscribe" method="post" className="relative grid max-w-[36rem] gap-6">
      <DomainField label={words('subscribers.ask.domain')} typed={domain} problem={problems.domain} />
      <fieldset id="target" tabIndex={-1} className="min-w-0">
        <legend className="mb-1 text-sm font-semibold">{words('subscribers.ask.servers')}</legend>
        {problems.target ? <ProblemText problem={problems.target} /> : null}
        <TargetChoice targets={targets} chosen={chosen} />
      </fieldset>
      <details id="choice-of-kinds" open={problems.kind !== undefined} className="border-y border-line">
        <summary className="cursor-pointer py-2.5 text-sm font-semibold">
          {words.rich('subscribers.ask.kinds', {
            soft: text => <span className="font-normal text-soft">{text}</span>,
          })}
        </summary>
        <fieldset className="min-w-0 pb-4">
          <legend className="sr-only">{words('subscribers.ask.kindsLegend')}</legend>
          <PreferenceChoice preferences={typed?.preferences ?? fullPreferences} problem={problems.kind} />
        </fieldset>
      </details>
      <EmailField hint={words('subscribers.ask.emailHint')} typed={typed?.email} problem={problems.email} />
      <PlainMark />
      <Honeypot id="website" />
      <ZoneField />
      <div>
        <button type="submit" className="button">
          {words('subscribers.ask.button')}
        </button>
      </div>
      <script src="/typed.js" defer />
    </form>
  )
}
