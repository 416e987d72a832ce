type Values = Readonly<Record<string, unknown>>

/** Says a message by its key, with what is to stand in it. */
export type Say = (key: string, values?: Values) => string

/** So many messages are remembered at least, and twice as many at most, of all languages together: some megabytes. */
const mostRemembered = 6_000
/** What is longer, with all that stands in it, is said each time: it hardly comes again. */
const longest = 500

/** What was said lately, by its name. */
class Remembered {
  private young = new Map<string, string>()
  private old = this.young

  /** Says it as it was said before, or now. */
  said(name: string, say: () => string): string {
    return this.young.get(name) ?? this.add(name, this.old.get(name) ?? say())
  }

  private add(name: string, said: string): string {
    if (this.young.size >= mostRemembered) {
      this.old = this.young
      this.young = new Map()
    }
    this.young.set(name, said)
    return said
  }
}

const remembered = new Remembered()

/**
 * The same messages, each put together once: those of a page are hundreds, and nearly all are what they were before something changed.
 * What is said may depend on nothing but the language, the key and the values.
 */
export function remembering(language: string, say: Say): Say {
  return (key, values) => {
    const name = nameOf(`${language} ${key}`, values)
    return name === null ? say(key, values) : remembered.said(name, () => say(key, values))
  }
}

/** What tells one message from all others; null: it is too long, or something stands in it that is no word and no number. */
function nameOf(key: string, values: Values = {}): string | null {
  let name = key
  for (const [place, value] of Object.entries(values)) {
    // Zero from below is said otherwise, and looks the same in a name.
    if (Object.is(value, -0)) return null
    if (typeof value === 'string') name += ` ${place}"${value.length}"${value}`
    else if (typeof value === 'number' || typeof value === 'boolean') name += ` ${place}=${value}`
    else return null
  }
  return name.length > longest ? null : name
}
