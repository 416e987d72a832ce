import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { dropPlan, planIt } from '#app/desk/(staff)/posts/ahead-actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { AdvisoryReach, DeskAdvisory } from '#db/reads/posts/advisory.ts'
import { ChangeFields, SeenAdvisoryFields } from './publish-form.tsx'

type Props = { advisory: DeskAdvisory; reach: AdvisoryReach }

/** Publishes a draft by itself at a time, or says when it will be. */
export function PlanPart({ advisory, reach }: Props) {
  if (advisory.publishAt) return <Planned advisory={advisory} at={advisory.publishAt} />
  return (
    <details className="border-t border-line pt-2">
      <summary className="min-h-11 cursor-pointer py-2">
        {staffWords('deskPost.planPart.publishLater')}
      </summary>
      <ActionForm act="plan-publication" action={planIt} className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <SeenAdvisoryFields advisory={advisory} />
        <TypedZone />
        <div className="max-w-xs">
          <MomentField label={staffWords('deskPost.planPart.when')} name="at" at={null} />
        </div>
        {advisory.publishedAt ? (
          <ChangeFields advisory={advisory} label={staffWords('deskPost.planPart.wordsOnTheChange')} />
        ) : null}
        <CheckField label={mailWords(reach)} name="isTold" isChecked={!advisory.publishedAt} />
        <SubmitButton look="side">{staffWords('deskPost.planPart.setThisTime')}</SubmitButton>
      </ActionForm>
    </details>
  )
}

/** How many there are now; who hears is chosen when the time has come. */
function mailWords({ count }: AdvisoryReach): string {
  if (count === 0) return staffWords('deskPost.planPart.mailNobodyThen')
  return staffWords('deskPost.planPart.mailSubscribersThen', { count })
}

function Planned({ advisory, at }: { advisory: DeskAdvisory; at: Date }) {
  const isTold = advisory.publishPlan?.isTold ?? false
  return (
    <ActionForm act="drop-publication" action={dropPlan} className="grid gap-2 border-t border-line pt-3">
      <SeenAdvisoryFields advisory={advisory} />
      <p>
        {staffWords.rich('deskPost.planPart.publishesItself', {
          at: () => <LocalTime at={at} />,
          b: text => <b>{text}</b>,
          isTold: isTold ? 'yes' : 'no',
        })}
      </p>
      <SubmitButton look="side">{staffWords('deskPost.planPart.takeTheTimeBack')}</SubmitButton>
    </ActionForm>
  )
}
