import type { ComponentProps } from 'react'
import { readerWords } from '#app/_components/site/reader-words.ts'

const link = 'underline decoration-1 underline-offset-4 hover:decoration-2'
const inlineCode = 'rounded bg-none-bg px-1 py-0.5 font-mono text-[0.9em] wrap-anywhere'
const codeBlock =
  'my-4 max-w-[72ch] overflow-x-auto rounded-lg border border-line bg-card p-4 [&_code]:bg-transparent [&_code]:p-0'

/** How plain Markdown looks in a post: the tags that it produces, with the site's tokens. */
export const prose = {
  h2: (props: ComponentProps<'h2'>) => <Heading tag="h2" look="mt-10 mb-2 text-xl leading-snug" {...props} />,
  h3: (props: ComponentProps<'h3'>) => <Heading tag="h3" look="mt-8 mb-2 text-lg leading-snug" {...props} />,
  h4: (props: ComponentProps<'h4'>) => <Heading tag="h4" look="mt-6 mb-1 text-base" {...props} />,
  p: (props: ComponentProps<'p'>) => <p className="my-4 max-w-[68ch]" {...props} />,
  a: ({ children, ...props }: ComponentProps<'a'>) => (
    <a className={link} {...props}>
      {children}
    </a>
  ),
  ul: (props: ComponentProps<'ul'>) => <ul className="my-4 max-w-[68ch] list-disc ps-6" {...props} />,
  ol: (props: ComponentProps<'ol'>) => <ol className="my-4 max-w-[68ch] list-decimal ps-6" {...props} />,
  li: (props: ComponentProps<'li'>) => <li className="my-1" {...props} />,
  blockquote: (props: ComponentProps<'blockquote'>) => (
    <blockquote className="my-4 border-s-4 border-line ps-4 text-soft" {...props} />
  ),
  code: (props: ComponentProps<'code'>) => <code translate="no" {...props} className={inlineCode} />,
  pre: (props: ComponentProps<'pre'>) => (
    // Keyboards can scroll it: long commands do not wrap.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus
    <pre tabIndex={0} className={codeBlock} {...props} />
  ),
  table: (props: ComponentProps<'table'>) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus
    <section tabIndex={0} aria-label={readerWords()('posts.text.table')} className="my-4 overflow-x-auto">
      <table className="w-full border-collapse text-start" {...props} />
    </section>
  ),
  th: (props: ComponentProps<'th'>) => (
    <th scope="col" className="border-b border-line py-1.5 pe-4" {...props} />
  ),
  td: (props: ComponentProps<'td'>) => (
    <td className="border-b border-line py-1.5 pe-4 align-top" {...props} />
  ),
  hr: () => <hr className="my-8 border-line" />,
  img: ({ alt, ...props }: ComponentProps<'img'>) => (
    // biome-ignore lint/performance/noImgElement: public pages carry no framework script
    <img alt={alt ?? ''} loading="lazy" className="my-4 h-auto max-w-full rounded-lg" {...props} />
  ),
}

function Heading(props: ComponentProps<'h2'> & { tag: 'h2' | 'h3' | 'h4'; look: string }) {
  const { tag: Tag, look, id, children } = props
  return (
    <div className={`flex items-baseline gap-2 ${look}`}>
      <Tag id={id} className="m-0 scroll-mt-4 font-semibold">
        {children}
      </Tag>
      <a
        href={`#${id}`}
        aria-label={readerWords()('posts.text.linkToSection')}
        aria-describedby={id}
        className="px-1 text-soft no-underline hover:underline"
      >
        #
      </a>
    </div>
  )
}
