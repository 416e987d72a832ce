import { DomainField } from '#app/_components/forms/domain-field.tsx'
import { EmailField } from '#app/_components/forms/email-field.tsx'
import { Honeypot } from '#app/_components/forms/honeypot.tsx'
import { PreferenceChoice } from '#app/_components/forms/preference-choice.tsx'
import { TargetChoice } from '#app/_components/forms/target-choice.tsx'
import { ZoneField } from '#app/_components/forms/zone-field.tsx'
import type { Targets } from '#db/reads/subscribers/subscribing.ts'
import { fullPreferences } from '#lib/rules/subscribers/notice-preferences.ts'

type Props = {
  targets: Targets
  /** What is ticked already, as the form sends it. */
  chosen: ReadonlySet<string>
  /** The domain that is filled in already. */
  domain: string
  problems: { [field in 'email' | 'target' | 'domain' | 'kind']?: string | undefined }
}

/** Asks for notices. A plain form: it works without scripts. */
export function SubscribeForm({ targets, chosen, domain, problems }: Props) {
  return (
    <form action="/api/subscribe" method="post" className="relative grid max-w-[36rem] gap-6">
      <DomainField label="Your domain" typed={domain} problem={problems.domain} />
      <fieldset id="target" tabIndex={-1} className="min-w-0">
        <legend className="mb-1 text-sm font-semibold">Or choose your servers</legend>
        {problems.target ? (
          <p data-tone="down" className="text-sm font-semibold text-(--tone)">
            <span className="sr-only">Problem: </span>
            {problems.target}
          </p>
        ) : null}
        <TargetChoice targets={targets} chosen={chosen} />
      </fieldset>
      <details open={problems.kind !== undefined} className="border-y border-line">
        <summary className="cursor-pointer py-2.5 text-sm font-semibold">
          What we write about <span className="font-normal text-soft">(everything)</span>
        </summary>
        <fieldset className="min-w-0 pb-4">
          <legend className="sr-only">What we write about</legend>
          <PreferenceChoice preferences={fullPreferences} problem={problems.kind} />
        </fieldset>
      </details>
      <EmailField hint="For nothing but these notices." problem={problems.email} />
      <Honeypot id="website" />
      <ZoneField />
      <div>
        <button type="submit" className="button">
          Get notices
        </button>
      </div>
    </form>
  )
}
