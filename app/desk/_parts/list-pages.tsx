type Props = { what: string; page: number; pages: number; hrefOf: (page: number) => string }

/** Leads through the pages of a list. */
export function ListPages({ what, page, pages, hrefOf }: Props) {
  if (pages <= 1) return null
  return (
    <nav aria-label={`Pages of ${what}`} className="mt-3 flex flex-wrap items-baseline gap-x-6">
      {page > 1 ? (
        <a href={hrefOf(page - 1)} rel="prev" className="py-2">
          Before
        </a>
      ) : null}
      {page < pages ? (
        <a href={hrefOf(page + 1)} rel="next" className="py-2">
          Next
        </a>
      ) : null}
      <p className="text-sm text-soft">
        Page {page.toLocaleString('en')} of {pages.toLocaleString('en')}
      </p>
    </nav>
  )
}
