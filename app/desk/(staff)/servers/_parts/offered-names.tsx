import { Card, Part } from '#app/_components/desk/card.tsx'
import type { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { listUnmatched } from '#lib/flows/alerts/list-unmatched.ts'

/** More than these are seen one by one in the inbox. */
const mostOffered = 8

/** Names that alerts gave and that no server has: they are offered, and nothing is added by itself. */
export async function OfferedNames({ db }: { db: Awaited<ReturnType<typeof requireStaff>>['db'] }) {
  const names = (await listUnmatched(db, new Date())).flatMap(host =>
    host.name !== null && !host.isAmbiguous ? [{ ...host, name: host.name }] : [],
  )
  if (names.length === 0) return null
  return (
    <Part title={staffWords('deskServers.offeredNames.intro')}>
      <Card>
        <ul className="grid gap-2">
          {names.slice(0, mostOffered).map(({ name, count, sourceNames }) => (
            <li key={name} className="flex flex-wrap items-baseline gap-x-4">
              <span className="font-semibold wrap-anywhere">{name}</span>
              <span className="text-sm text-soft">
                {staffWords('deskServers.offeredNames.alertCount', {
                  count,
                  sourceNames: sourceNames.join(', '),
                })}
              </span>
              <a href={`/desk/servers/new?name=${encodeURIComponent(name)}`}>
                {staffWords.rich('deskServers.offeredNames.addAsServer', {
                  name,
                  unseen: text => <span className="sr-only">{text}</span>,
                })}
              </a>
            </li>
          ))}
        </ul>
        <p className="text-sm">
          <a href="/desk/unmatched">
            {staffWords('deskServers.offeredNames.allNamesAndHow', {
              names: names.length,
              hasNames: names.length > mostOffered ? 'yes' : 'no',
            })}
          </a>
        </p>
      </Card>
    </Part>
  )
}
