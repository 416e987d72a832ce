/**
 * Drops the framework's JavaScript from a page that works without it: script elements but those for other machines
 * (JSON-LD) and our own files, links that preload scripts, and the framework's marks in comments; and what it says for previews a
 * second time, where all read the first.
 */
export function stripScripts(html: string): string {
  return dropElements(html).replace(/<!--[$/!?]*[\w ]*-->|<meta name="twitter:(?!card")[^>]*>/g, '')
}

const opening = /<(script|link)\b/gi

function dropElements(html: string): string {
  const kept: string[] = []
  let from = 0
  opening.lastIndex = 0
  for (let match = opening.exec(html); match; match = opening.exec(html)) {
    const tagEnd = endOfTag(html, match.index)
    const tag = html.slice(match.index, tagEnd)
    const isScript = match[1]?.toLowerCase() === 'script'
    const end = isScript ? endOfScript(html, tagEnd) : tagEnd
    if (isScript ? !isOurScript(tag) : isScriptPreload(tag)) {
      kept.push(html.slice(from, match.index))
      from = end
    }
    opening.lastIndex = end
  }
  kept.push(html.slice(from))
  return kept.join('')
}

function isOurScript(tag: string): boolean {
  return (
    /\stype="application\/ld\+json"/i.test(tag) ||
    /\ssrc="\/(board|live|push-button|typed|embed\/frame)\.js"/i.test(tag)
  )
}

function isScriptPreload(tag: string): boolean {
  return /\srel="modulepreload"/i.test(tag) || (/\srel="preload"/i.test(tag) && /\sas="script"/i.test(tag))
}

/** The place behind the tag's ">", which may also stand inside a quoted value before. */
function endOfTag(html: string, start: number): number {
  let quote = ''
  for (let i = start; i < html.length; i++) {
    const letter = html[i] as string
    if (quote) quote = letter === quote ? '' : quote
    else if (letter === '"' || letter === "'") quote = letter
    else if (letter === '>') return i + 1
  }
  return html.length
}

const closing = /<\/script[^>]*>/gi

/** A script's text ends at the first closing tag, whatever stands around it. */
function endOfScript(html: string, tagEnd: number): number {
  closing.lastIndex = tagEnd
  return closing.exec(html) ? closing.lastIndex : html.length
}
