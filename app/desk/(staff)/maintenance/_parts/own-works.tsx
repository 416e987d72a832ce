import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { endOwn } from '#app/desk/(staff)/maintenance/own-work-actions.ts'
import type { DeskOwnWork } from '#db/reads/maintenance/own-works.ts'

/** What agents say of work on their own servers now, and by which token. */
export function OwnWorks({ works }: { works: readonly DeskOwnWork[] }) {
  return (
    <Part title="Said by agents" id="agents">
      <p className="max-w-prose text-sm text-soft">
        Their servers are shown as slow by our own work, and nobody is mailed. An agent explains slowness
        alone, and at most four hours of a day.
      </p>
      <ul className="rows">
        {works.map(({ id, title, startsAt, endsAt, server, source }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-6 gap-y-2 py-3">
            <p className="min-w-0 grow wrap-anywhere">
              <a href={`/desk/servers/${server.id}`}>{server.label}</a>: {title}
              <span className="block text-sm text-soft">
                since <LocalTime at={startsAt} />, until <LocalTime at={endsAt} />, by the agent{' '}
                <a href={`/desk/sources/${source.id}`}>{source.name}</a>
              </span>
            </p>
            <ActionForm act="end-own-work" action={endOwn} className="grid gap-2">
              <input type="hidden" name="id" value={id} />
              <SubmitButton look="side">
                End it<span className="sr-only"> on {server.label}</span>
              </SubmitButton>
            </ActionForm>
          </li>
        ))}
      </ul>
    </Part>
  )
}
