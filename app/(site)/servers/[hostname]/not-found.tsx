import { DomainBox } from '#app/_components/site/domain-box.tsx'

export default function ServerNotFound() {
  return (
    <div className="py-8">
      <h1 className="headline">We have no server by that name.</h1>
      <p className="mt-4 mb-6 max-w-[60ch]">
        It may be spelled differently, or it is no longer ours. Type your domain, and we look up which server
        it is on; or go to <a href="/">the board of all servers</a>.
      </p>
      <DomainBox />
    </div>
  )
}
