import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { ChoiceField, TextField, WordsField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { answerIt, clarify, close, hide, settleIt, show } from '#app/desk/(staff)/comments/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { newId } from '#db/id.ts'
import type { NamedPoint } from '#lib/posts/points.ts'

const fields = 'grid grid-cols-[minmax(0,1fr)] gap-3'

type Points = { points: readonly NamedPoint[] }

/** Answers a comment; the answer may stand beside a point of the post, too. */
export function AnswerFields({
  commentId,
  points,
  suggested,
}: Points & { commentId: string; suggested: string }) {
  return (
    <ActionForm act="answer-comment" action={answerIt} className={fields}>
      <input type="hidden" name="id" value={newId()} />
      <input type="hidden" name="answersId" value={commentId} />
      <WordsField label={staffWords('deskComments.commentFormsShown.yourAnswerPublicUnder')} name="body" />
      {points.length > 0 ? (
        <ChoiceField
          label={staffWords('deskComments.commentFormsShown.showBesidePoint')}
          name="clarifies"
          defaultValue={suggested}
          choices={choicesOf(points)}
        />
      ) : null}
      <SubmitButton>{staffWords('deskComments.commentFormsShown.publishAnswer')}</SubmitButton>
    </ActionForm>
  )
}

/** Puts an answer of staff beside a point, or takes it from there. */
export function ClarifyFields({ commentId, points, chosen }: Points & { commentId: string; chosen: string }) {
  return (
    <ActionForm act="clarify-point" action={clarify} className={fields}>
      <input type="hidden" name="commentId" value={commentId} />
      <ChoiceField
        label={staffWords('deskComments.commentFormsShown.showItBeside')}
        name="point"
        defaultValue={chosen}
        choices={choicesOf(points)}
      />
      <SubmitButton look="side">{staffWords('deskComments.commentFormsShown.save')}</SubmitButton>
    </ActionForm>
  )
}

function choicesOf(points: readonly NamedPoint[]) {
  const words = points.map(({ name, number }) => ({
    value: name,
    word: staffWords('deskComments.commentFormsShown.pointNumber', { number }),
  }))
  return [{ value: '', word: staffWords('deskComments.commentFormsShown.noPoint') }, ...words]
}

/** Takes a comment from readers. */
export function HideFields({ commentId }: { commentId: string }) {
  return (
    <ActionForm act="hide-comment" action={hide} className={fields}>
      <input type="hidden" name="commentId" value={commentId} />
      <TextField
        label={staffWords('deskComments.commentFormsShown.whyForYourColleagues')}
        name="reason"
        maxLength={200}
      />
      <SubmitButton look="side">
        {staffWords('deskComments.commentFormsShown.hideItFromReaders')}
      </SubmitButton>
    </ActionForm>
  )
}

export function ShowButton({ commentId }: { commentId: string }) {
  return (
    <ActionForm act="show-comment" action={show} className="mt-2 grid gap-2">
      <input type="hidden" name="commentId" value={commentId} />
      <SubmitButton look="side">{staffWords('deskComments.commentFormsShown.showItAgain')}</SubmitButton>
    </ActionForm>
  )
}

/** Says that a comment needs no answer, or that it does after all. */
export function SettleButton({ commentId, isSettled }: { commentId: string; isSettled: boolean }) {
  return (
    <ActionForm act="settle-comment" action={settleIt} className="grid gap-2">
      <input type="hidden" name="commentId" value={commentId} />
      <input type="hidden" name="isSettled" value={isSettled ? 'yes' : 'no'} />
      <SubmitButton look="side">
        {isSettled
          ? staffWords('deskComments.commentFormsShown.needsNoAnswer')
          : staffWords('deskComments.commentFormsShown.needsAnAnswerAfter')}
      </SubmitButton>
    </ActionForm>
  )
}

/** Ends the comments below a post, or opens them again. */
export function CloseForm({ postId, isClosed }: { postId: string; isClosed: boolean }) {
  return (
    <ActionForm act="close-comments" action={close} className="grid gap-2">
      <input type="hidden" name="postId" value={postId} />
      <input type="hidden" name="isClosed" value={isClosed ? 'no' : 'yes'} />
      <p className="text-sm text-soft">
        {isClosed
          ? staffWords('deskComments.commentFormsShown.closedMeans')
          : staffWords('deskComments.commentFormsShown.readersCanWriteWhat')}
      </p>
      <SubmitButton look="side">
        {isClosed
          ? staffWords('deskComments.commentFormsShown.openTheCommentsAgain')
          : staffWords('deskComments.commentFormsShown.closeTheComments')}
      </SubmitButton>
    </ActionForm>
  )
}
