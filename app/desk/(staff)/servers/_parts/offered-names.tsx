import { Card, Part } from '#app/_components/desk/card.tsx'
import type { requireStaff } from '#app/desk/session.ts'
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
    <Part title="Alerts named these, and no server is called so">
      <Card>
        <ul className="grid gap-2">
          {names.slice(0, mostOffered).map(({ name, count, sourceNames }) => (
            <li key={name} className="flex flex-wrap items-baseline gap-x-4">
              <span className="font-semibold wrap-anywhere">{name}</span>
              <span className="text-sm text-soft">
                {count === 1 ? 'one alert' : `${count} alerts`} from {sourceNames.join(', ')}
              </span>
              <a href={`/desk/servers/new?name=${encodeURIComponent(name)}`}>
                Add it<span className="sr-only"> as the server {name}</span>
              </a>
            </li>
          ))}
        </ul>
        <p className="text-sm">
          <a href="/desk/unmatched">
            {names.length > mostOffered ? `All ${names.length}, and how` : 'How'} to call one the alias of a
            server
          </a>
        </p>
      </Card>
    </Part>
  )
}
