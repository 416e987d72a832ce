import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { saveProgress } from '#app/desk/(staff)/posts/ahead-actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { ShownPost } from '#db/reads/posts/post-text.ts'
import type { ServerProgress } from '#db/reads/posts/progress.ts'

type Props = { post: ShownPost; servers: readonly ServerProgress[] }

/** On which servers of an advisory the work is done, and how readers are told of it. */
export function ProgressForm({ post: { id, progressWord }, servers }: Props) {
  const done = servers.filter(server => server.doneAt !== null)
  return (
    <ActionForm act="note-progress" action={saveProgress} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <input type="hidden" name="postId" value={id} />
      {done.map(server => (
        <input key={server.id} type="hidden" name="had" value={server.id} />
      ))}
      <div className="max-w-xs">
        <TextField
          label={staffWords('deskPost.progressForm.whatIsDone')}
          name="word"
          defaultValue={progressWord ?? ''}
          maxLength={40}
          required={false}
          hint={
            progressWord
              ? staffWords('deskPost.progressForm.whatReadersRead', {
                  done: done.length,
                  servers: servers.length,
                  progressWord,
                })
              : staffWords('deskPost.progressForm.suchAsPatchedEmpty')
          }
        />
      </div>
      <fieldset>
        <legend className="mb-1 text-sm font-semibold">
          {staffWords('deskPost.progressForm.doneOf', {
            done: done.length,
            servers: servers.length,
          })}
        </legend>
        <div className="grid max-h-96 gap-x-6 overflow-y-auto sm:grid-cols-3 lg:grid-cols-4">
          {servers.map(server => (
            <label
              key={`${server.id} ${server.doneAt ? 'done' : 'open'}`}
              className="flex min-h-11 items-center gap-2"
            >
              <input
                type="checkbox"
                name="done"
                value={server.id}
                defaultChecked={server.doneAt !== null}
                className="size-5 flex-none accent-ink"
              />
              <span className="min-w-0 wrap-anywhere">{server.label}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <SubmitButton>{staffWords('deskPost.progressForm.saveProgress')}</SubmitButton>
    </ActionForm>
  )
}
