import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { closeIt } from '#app/desk/(staff)/posts/ahead-actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { countAdvanceMails } from '#db/reads/posts/advance.ts'
import type { DeskAdvisory } from '#db/reads/posts/advisory.ts'
import { SeenAdvisoryFields } from './publish-form.tsx'

/** Shows a draft to the customers of some servers before it is public. */
export async function AdvancePart({ advisory }: { advisory: DeskAdvisory }) {
  const { id, advanceToken } = advisory
  if (!advanceToken)
    return (
      <p className="border-t border-line pt-3">
        <a href={`/desk/posts/${id}/advance`}>{staffWords('deskPost.advancePart.showToSome')}</a>
      </p>
    )
  const { db } = await requireStaff()
  const count = await countAdvanceMails(db, id)
  return (
    <div className="grid gap-2 border-t border-line pt-3">
      <p>{staffWords.rich('deskPost.advancePart.customersHaveLink', { count, b: text => <b>{text}</b> })}</p>
      <p>
        <a href={`/advance/${advanceToken}`}>{staffWords('deskPost.advancePart.seeAsReader')}</a> ·{' '}
        <a href={`/desk/posts/${id}/advance`}>{staffWords('deskPost.advancePart.mailANewLink')}</a>
      </p>
      <ActionForm act="close-advance" action={closeIt} className="grid gap-2">
        <SeenAdvisoryFields advisory={advisory} />
        <SubmitButton look="side">{staffWords('deskPost.advancePart.endThePrivateLink')}</SubmitButton>
      </ActionForm>
    </div>
  )
}
