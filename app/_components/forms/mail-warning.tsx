/** Says that notices about these servers may not arrive, for the reader's own mail is there. Nothing where there is none. */
export function MailWarning({ servers }: { servers: readonly string[] }) {
  if (servers.length === 0) return null
  const names = new Intl.ListFormat('en-GB').format(servers)
  return (
    <div data-tone="slow" className="card max-w-[36rem]">
      <p className="font-semibold">Your own mail is on {names}.</p>
      <p>
        Notices about {servers.length === 1 ? 'it' : 'them'} might not reach you. Add an address that is
        somewhere else, or another way.
      </p>
    </div>
  )
}
