import type { Targets } from '#db/reads/subscribing.ts'
import { Honeypot } from './honeypot.tsx'
import { describedBy, Labelled } from './labelled.tsx'
import { TargetSelect } from './target-select.tsx'

type Props = {
  targets: Targets
  /** What is chosen already, as the form sends it; empty: nothing. */
  chosen: string
  problems: { email?: string | undefined; target?: string | undefined }
}

/** Asks for notices. A plain form: it works without scripts. */
export function SubscribeForm({ targets, chosen, problems }: Props) {
  return (
    <form action="/api/subscribe" method="post" className="relative grid max-w-[36rem] gap-5">
      <Labelled id="target" label="Write to me about" problem={problems.target}>
        <TargetSelect
          id="target"
          targets={targets}
          chosen={chosen}
          hasProblem={problems.target !== undefined}
        />
      </Labelled>
      <Labelled
        id="email"
        label="Your e-mail address"
        hint="For nothing but these notices."
        problem={problems.email}
      >
        <input
          id="email"
          name="email"
          type="email"
          required
          maxLength={254}
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
          className="field"
          {...describedBy('email', { hint: true, problem: problems.email !== undefined })}
        />
      </Labelled>
      <Honeypot id="website" />
      <div>
        <button type="submit" className="button">
          Get notices
        </button>
      </div>
    </form>
  )
}
