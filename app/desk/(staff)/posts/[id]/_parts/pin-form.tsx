import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { pin, unpin } from '#app/desk/(staff)/posts/ahead-actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { ShownPost } from '#db/reads/posts/post-text.ts'

/** Shows a post first in the lists of readers for a while. */
export function PinForm({ post: { id, pinnedUntil } }: { post: ShownPost }) {
  if (pinnedUntil)
    return (
      <ActionForm act="unpin-post" action={unpin} className="grid gap-2">
        <input type="hidden" name="postId" value={id} />
        <p>
          {staffWords.rich('deskPost.pinForm.itStandsFirstUntil', {
            pinnedUntil: () => <LocalTime at={pinnedUntil} />,
          })}
        </p>
        <SubmitButton look="side">{staffWords('deskPost.pinForm.unpin')}</SubmitButton>
      </ActionForm>
    )
  return (
    <details>
      <summary className="min-h-11 cursor-pointer py-2">
        {staffWords('deskPost.pinForm.showItFirstUntil')}
      </summary>
      <ActionForm act="pin-post" action={pin} className="grid max-w-xs gap-3">
        <input type="hidden" name="postId" value={id} />
        <TypedZone />
        <MomentField label={staffWords('deskPost.pinForm.until')} name="at" at={null} />
        <SubmitButton look="side">{staffWords('deskPost.pinForm.showItFirst')}</SubmitButton>
      </ActionForm>
    </details>
  )
}
