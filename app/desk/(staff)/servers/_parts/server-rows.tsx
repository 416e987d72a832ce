import { staffWords } from '#app/desk/staff-words.ts'
import type { ListedServer } from '#db/reads/servers/desk-servers.ts'

/** The servers of one group, as they are put in order and ticked. */
export function ServerRows({ servers, isOrdered }: { servers: readonly ListedServer[]; isOrdered: boolean }) {
  return (
    <ul className="rows">
      {servers.map(server => (
        <ServerRow key={server.id} server={server} isOrdered={isOrdered} />
      ))}
    </ul>
  )
}

function ServerRow({ server, isOrdered }: { server: ListedServer; isOrdered: boolean }) {
  const { id, label, hostname } = server
  return (
    <li data-server={id} className="server-row">
      <label className="flex min-h-11 min-w-11 items-center justify-center">
        <input type="checkbox" name="ticked" value={id} className="size-5 accent-ink" />
        <span className="sr-only">{label}</span>
      </label>
      <div className="grid min-w-0 gap-x-5 py-1.5 md:grid-cols-[10rem_minmax(0,1fr)_minmax(0,1fr)] md:items-baseline">
        <a href={`/desk/servers/${id}`} className="font-semibold wrap-anywhere">
          {label}
        </a>
        <span className="text-sm wrap-anywhere">{hostname}</span>
        <span className="text-sm wrap-anywhere text-soft">{besidesOf(server)}</span>
      </div>
      {isOrdered ? <Steps id={id} label={label} /> : null}
    </li>
  )
}

/** Its addresses and other names, a few of each, and whether customers read something of it. */
function besidesOf({ ips, aliases, hasNote }: ListedServer): string {
  return [
    ...shortened(ips, 2),
    ...shortened(aliases, 1),
    ...(hasNote ? [staffWords('deskServers.serverRows.withANote')] : []),
  ].join(' · ')
}

function shortened(names: readonly string[], most: number): string[] {
  return names.length > most
    ? [...names.slice(0, most), staffWords('deskShared.more', { count: names.length - most })]
    : [...names]
}

const stepLook =
  'min-h-11 min-w-8 cursor-pointer rounded-md text-soft hover:bg-none-bg hover:text-ink md:min-h-9'

function Steps({ id, label }: { id: string; label: string }) {
  return (
    <span className="flex items-center">
      <button type="submit" name="step" value={`${id} up`} className={stepLook}>
        <span aria-hidden="true">↑</span>
        <span className="sr-only">{staffWords('deskServers.serverRows.labelUp', { label })}</span>
      </button>
      <button type="submit" name="step" value={`${id} down`} className={stepLook}>
        <span aria-hidden="true">↓</span>
        <span className="sr-only">{staffWords('deskServers.serverRows.labelDown', { label })}</span>
      </button>
      <button type="button" data-handle className={`${stepLook} cursor-grab touch-none`}>
        <span aria-hidden="true">⠿</span>
        <span className="sr-only">{staffWords('deskServers.serverRows.moveLabelArrowKeys', { label })}</span>
      </button>
    </span>
  )
}
