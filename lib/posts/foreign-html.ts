/** Tags of HTML; anything else in angle brackets is a word, such as <web07>. */
const tags = new Set(
  (
    'a abbr address article aside audio b big blockquote body br button canvas center cite code col colgroup dd del details dfn div dl dt em embed ' +
    'fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li ' +
    'link main mark math meta nav noscript object ol option p param picture pre q s samp section select small source span strike strong ' +
    'style sub summary sup svg table tbody td template textarea tfoot th thead time title tr tt u ul var video wbr'
  ).split(' '),
)

/** What is between these is no text of the page. */
const silent = /<(script|style|template|noscript|iframe|svg|math|object)\b[^<>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi
const comment = /<!--[\s\S]*?(?:-->|$)/g
const shown: Readonly<Record<string, string>> = { b: '**', strong: '**', i: '*', em: '*' }
const blocks = new Set('p div ul ol blockquote table tr h1 h2 h3 h4 h5 h6 section article pre'.split(' '))

/** A text in which tags of HTML may stand, as Markdown: line breaks, paragraphs, lists, weight and links stay, all else is its words. */
export function foreignHtml(source: string): string {
  const text = source.replace(/\r\n?/g, '\n').replace(comment, '').replace(silent, '')
  const open: string[] = []
  return text
    .replace(/<(\/?)([a-z][a-z0-9]*)\b([^<>]*)>/gi, (whole, slash: string, named: string, rest: string) => {
      const name = named.toLowerCase()
      if (!tags.has(name)) return whole
      if (name === 'br') return '\n'
      if (name === 'hr') return '\n\n'
      if (name === 'li') return slash ? '' : '\n- '
      if (name === 'a') return slash ? (open.pop() ?? '') : linkStart(rest, open)
      if (blocks.has(name)) return '\n\n'
      return shown[name] ?? ''
    })
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function linkStart(attributes: string, open: string[]): string {
  const found = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/i.exec(attributes)
  const address = (found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim()
  const isPlain = /^(https?:\/\/|mailto:)[^\s()<>[\]]+$/i.test(address)
  open.push(isPlain ? `](${address})` : '')
  return isPlain ? '[' : ''
}
