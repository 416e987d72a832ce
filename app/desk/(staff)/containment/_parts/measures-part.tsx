import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Part } from '#app/_components/desk/card.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { recordTaken } from '#app/desk/(staff)/containment/actions.ts'
import { readMeasureChoices } from '#app/desk/(staff)/containment/read-choices.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { newId } from '#db/id.ts'
import { readMeasuresOf } from '#db/reads/containment/measures.ts'
import { MeasureFields } from './measure-fields.tsx'
import { MeasureRows } from './measure-rows.tsx'

/** What was done about a post, on its page at the desk. */
export async function MeasuresPart({ postId, title }: { postId: string; title: string }) {
  const { db } = await requireStaff()
  const [rows, known] = await Promise.all([readMeasuresOf(db, postId), readMeasureChoices(db)])
  const isOffered = known.posts.some(post => post.id === postId)
  const choices = isOffered ? known : { ...known, posts: [{ id: postId, title }, ...known.posts] }
  return (
    <Part title={staffWords('deskContainment.measuresPart.containment')} id="containment">
      {rows.length > 0 ? <MeasureRows rows={rows} choices={choices} now={new Date()} /> : null}
      <May act="record-measure">
        <details>
          <summary className="min-h-11 cursor-pointer py-2">
            {staffWords('deskContainment.measuresPart.enterWhatWasDone')}
          </summary>
          <ActionForm
            act="record-measure"
            action={recordTaken}
            className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-3"
          >
            <input type="hidden" name="id" value={newId()} />
            <MeasureFields choices={choices} postId={postId} />
            <SubmitButton>{staffWords('deskContainment.measuresPart.enterIt')}</SubmitButton>
          </ActionForm>
        </details>
      </May>
    </Part>
  )
}
