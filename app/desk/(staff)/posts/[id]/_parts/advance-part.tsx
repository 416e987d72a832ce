import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { closeIt } from '#app/desk/(staff)/posts/ahead-actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { countAdvanceMails } from '#db/reads/posts/advance.ts'
import type { DeskAdvisory } from '#db/reads/posts/advisory.ts'
import { SeenAdvisoryFields } from './publish-form.tsx'

/** Shows a draft to the customers of some servers before it is public. */
export async function AdvancePart({ advisory }: { advisory: DeskAdvisory }) {
  const { id, advanceToken } = advisory
  if (!advanceToken)
    return (
      <p className="border-t border-line pt-3">
        <a href={`/desk/posts/${id}/advance`}>Show it to the customers of some servers first …</a>
      </p>
    )
  const { db } = await requireStaff()
  const count = await countAdvanceMails(db, id)
  return (
    <div className="grid gap-2 border-t border-line pt-3">
      <p>
        <b>
          {count === 1 ? 'One customer has' : `${count.toLocaleString('en')} customers have`} a private link
        </b>{' '}
        to the draft, as it is when they open it. Nobody else sees it.
      </p>
      <p>
        <a href={`/advance/${advanceToken}`}>See it as they do</a> ·{' '}
        <a href={`/desk/posts/${id}/advance`}>Mail a new link …</a>
      </p>
      <ActionForm act="close-advance" action={closeIt} className="grid gap-2">
        <SeenAdvisoryFields advisory={advisory} />
        <SubmitButton look="side">End the private link</SubmitButton>
      </ActionForm>
    </div>
  )
}
