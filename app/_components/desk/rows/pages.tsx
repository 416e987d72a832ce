import { staffWords } from '#app/desk/staff-words.ts'

type Props = {
  /** Of what: "incidents". */
  what: string
  page: number
  /** How many there are; null: more, nobody has counted them. */
  pages: number | null
  /** The address of a page. */
  href: (page: number) => string
}

/** Leads to the other pages of a list; nothing where there is one. */
export function ListPages({ what, page, pages, href }: Props) {
  if (pages !== null && pages <= 1) return null
  return (
    <nav
      aria-label={staffWords('deskShared.pages.pagesOfWhat', { what })}
      className="mt-4 flex flex-wrap items-baseline gap-x-6"
    >
      {page > 1 ? (
        <a href={href(page - 1)} rel="prev" className="py-2">
          {staffWords('deskShared.pages.pageBefore')}
        </a>
      ) : null}
      {pages === null || page < pages ? (
        <a href={href(page + 1)} rel="next" className="py-2">
          {staffWords('deskShared.pages.nextPage')}
        </a>
      ) : null}
      <p className="text-sm text-soft">
        {staffWords('deskShared.pages.pageOf', {
          page,
          pages: pages ?? 0,
          hasPages: pages === null ? 'no' : 'yes',
        })}
      </p>
    </nav>
  )
}
