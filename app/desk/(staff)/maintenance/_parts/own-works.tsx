import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { endOwn } from '#app/desk/(staff)/maintenance/own-work-actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskOwnWork } from '#db/reads/maintenance/own-works.ts'

/** What agents say of work on their own servers now, and by which token. */
export function OwnWorks({ works }: { works: readonly DeskOwnWork[] }) {
  return (
    <Part title={staffWords('deskMaintenance.ownWorks.saidByAgents')} id="agents">
      <p className="max-w-prose text-sm text-soft">
        {staffWords('deskMaintenance.ownWorks.theirServersAreShown')}
      </p>
      <ul className="rows">
        {works.map(({ id, title, startsAt, endsAt, server, source }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-6 gap-y-2 py-3">
            <p className="min-w-0 grow wrap-anywhere">
              <a href={`/desk/servers/${server.id}`}>{server.label}</a>: {title}
              <span className="block text-sm text-soft">
                {staffWords.rich('deskMaintenance.ownWorks.sinceUntil', {
                  startsAt: () => <LocalTime at={startsAt} />,
                  endsAt: () => <LocalTime at={endsAt} />,
                  name: source.name,
                  link: text => <a href={`/desk/sources/${source.id}`}>{text}</a>,
                })}
              </span>
            </p>
            <ActionForm act="end-own-work" action={endOwn} className="grid gap-2">
              <input type="hidden" name="id" value={id} />
              <SubmitButton look="side">
                {staffWords.rich('deskMaintenance.ownWorks.endItOnLabel', {
                  label: server.label,
                  unseen: text => <span className="sr-only">{text}</span>,
                })}
              </SubmitButton>
            </ActionForm>
          </li>
        ))}
      </ul>
    </Part>
  )
}
