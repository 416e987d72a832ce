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
    <nav aria-label={`Pages of ${what}`} className="mt-4 flex flex-wrap items-baseline gap-x-6">
      {page > 1 ? (
        <a href={href(page - 1)} rel="prev" className="py-2">
          Page before
        </a>
      ) : null}
      {pages === null || page < pages ? (
        <a href={href(page + 1)} rel="next" className="py-2">
          Next page
        </a>
      ) : null}
      <p className="text-sm text-soft">
        Page {page}
        {pages === null ? null : ` of ${pages}`}
      </p>
    </nav>
  )
}
