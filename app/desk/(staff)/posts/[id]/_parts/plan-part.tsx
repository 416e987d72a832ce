import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { CheckField, WordsField } from '#app/_components/desk/field.tsx'
import { OtherLanguages } from '#app/_components/desk/forms/other-languages.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { dropPlan, planIt } from '#app/desk/(staff)/posts/ahead-actions.ts'
import type { AdvisoryReach, DeskAdvisory } from '#db/reads/posts/advisory.ts'
import { advisoryLimits } from '#lib/rules/posts/advisory.ts'
import { SeenAdvisoryFields } from './publish-form.tsx'

type Props = { advisory: DeskAdvisory; reach: AdvisoryReach }

/** Publishes a draft by itself at a time, or says when it will be. */
export function PlanPart({ advisory, reach }: Props) {
  if (advisory.publishAt) return <Planned advisory={advisory} at={advisory.publishAt} />
  return (
    <details className="border-t border-line pt-2">
      <summary className="min-h-11 cursor-pointer py-2">Publish it later, by itself</summary>
      <ActionForm act="plan-publication" action={planIt} className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <SeenAdvisoryFields advisory={advisory} />
        <TypedZone />
        <div className="max-w-xs">
          <MomentField label="When" name="at" at={null} />
        </div>
        {advisory.publishedAt ? (
          <>
            <WordsField
              label="Words on the change, for the page and the mail"
              name="change"
              isRequired={false}
            />
            <OtherLanguages
              parts={[{ part: 'body', label: 'What has changed', maxLength: advisoryLimits.change, rows: 3 }]}
              stored={{ language: advisory.words.language }}
            />
          </>
        ) : null}
        <CheckField label={mailWords(reach)} name="isTold" isChecked={!advisory.publishedAt} />
        <SubmitButton look="side">Set this time</SubmitButton>
      </ActionForm>
    </details>
  )
}

/** How many there are now; who hears is chosen when the time has come. */
function mailWords({ count }: AdvisoryReach): string {
  if (count === 0) return 'Mail subscribers then: as of now nobody would get it'
  return `Mail subscribers then: as of now ${count === 1 ? 'one' : count.toLocaleString('en')}`
}

function Planned({ advisory, at }: { advisory: DeskAdvisory; at: Date }) {
  const isTold = advisory.publishPlan?.isTold ?? false
  return (
    <ActionForm act="drop-publication" action={dropPlan} className="grid gap-2 border-t border-line pt-3">
      <SeenAdvisoryFields advisory={advisory} />
      <p>
        <b>
          Published by itself <LocalTime at={at} />
        </b>
        , as the draft is then; subscribers are {isTold ? 'told' : 'not told'}.
      </p>
      <SubmitButton look="side">Take the time back</SubmitButton>
    </ActionForm>
  )
}
