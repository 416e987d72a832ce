import type { Impact } from '#lib/rules/servers/status.ts'

/** What a chip shows of a server at this moment. impact null: no data. */
export type ServerLook = { label: string; href: string; impact: Impact | null; word: string }

/** Finds a server by its host name in what the page has loaded. */
export type LookUpServer = (hostname: string) => ServerLook | undefined

const looks: Record<Impact | 'none', { shape: string; tint: string }> = {
  operational: { shape: '●', tint: 'border-line text-ok' },
  maintenance: { shape: '◇', tint: 'border-transparent bg-work-bg text-work' },
  degraded: { shape: '◐', tint: 'border-transparent bg-slow-bg text-slow' },
  partial_outage: { shape: '◑', tint: 'border-transparent bg-part-bg text-part' },
  major_outage: { shape: '✕', tint: 'border-transparent bg-down-bg text-down' },
  none: { shape: '?', tint: 'border-transparent bg-none-bg text-none' },
}

/** A server's name with its status of now, by shape and word. A name that nobody knows stays plain text. */
export function ServerChip({ hostname, server }: { hostname: string; server: ServerLook | undefined }) {
  if (!server) return <span translate="no">{hostname}</span>
  const { shape, tint } = looks[server.impact ?? 'none']
  return (
    <a
      href={server.href}
      title={hostname}
      className={`inline-flex items-baseline gap-1 rounded border px-1.5 text-[0.9375em] no-underline hover:underline ${tint}`}
    >
      <span aria-hidden="true">{shape}</span>
      <span translate="no" className="text-ink">
        {server.label}
      </span>
      <span>{server.word}</span>
    </a>
  )
}
