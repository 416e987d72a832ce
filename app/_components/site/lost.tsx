import { DomainBox } from './domain-box.tsx'

/** What to do where there is no page. */
export function Lost() {
  return (
    <div className="py-8">
      <h1 className="headline">There is no page here.</h1>
      <p className="mt-4 mb-6 max-w-[60ch]">
        The address may be mistyped, or it is of a server that is no longer ours. <a href="/">The board</a>{' '}
        shows every server that is, and <a href="/posts">the posts</a> say what happened. To find your own
        server, type your domain.
      </p>
      <DomainBox />
    </div>
  )
}
