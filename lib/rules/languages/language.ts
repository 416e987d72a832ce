type LanguageFacts = {
  /** For Intl: lists, numbers, dates. Digits are Western ones everywhere, as in names of hosts, and hours are counted to 24. */
  tag: string
  /** As its speakers call it. */
  name: string
  dir: 'ltr' | 'rtl'
}

/** The languages that the catalogues are written in, by the code that stands in addresses and in HTML. */
export const languages = {
  en: { tag: 'en-GB', name: 'English', dir: 'ltr' },
  de: { tag: 'de', name: 'Deutsch', dir: 'ltr' },
  fr: { tag: 'fr', name: 'Français', dir: 'ltr' },
  es: { tag: 'es', name: 'Español', dir: 'ltr' },
  pt: { tag: 'pt-PT', name: 'Português', dir: 'ltr' },
  nl: { tag: 'nl', name: 'Nederlands', dir: 'ltr' },
  it: { tag: 'it', name: 'Italiano', dir: 'ltr' },
  pl: { tag: 'pl', name: 'Polski', dir: 'ltr' },
  sv: { tag: 'sv', name: 'Svenska', dir: 'ltr' },
  da: { tag: 'da', name: 'Dansk', dir: 'ltr' },
  nb: { tag: 'nb', name: 'Norsk', dir: 'ltr' },
  fi: { tag: 'fi', name: 'Suomi', dir: 'ltr' },
  cs: { tag: 'cs', name: 'Čeština', dir: 'ltr' },
  hu: { tag: 'hu', name: 'Magyar', dir: 'ltr' },
  ro: { tag: 'ro', name: 'Română', dir: 'ltr' },
  el: { tag: 'el-u-hc-h23', name: 'Ελληνικά', dir: 'ltr' },
  uk: { tag: 'uk', name: 'Українська', dir: 'ltr' },
  tr: { tag: 'tr', name: 'Türkçe', dir: 'ltr' },
  ja: { tag: 'ja', name: '日本語', dir: 'ltr' },
  ko: { tag: 'ko-u-hc-h23', name: '한국어', dir: 'ltr' },
  zh: { tag: 'zh-Hans', name: '简体中文', dir: 'ltr' },
  ar: { tag: 'ar-u-hc-h23-nu-latn', name: 'العربية', dir: 'rtl' },
  he: { tag: 'he', name: 'עברית', dir: 'rtl' },
  fa: { tag: 'fa-u-ca-gregory-nu-latn', name: 'فارسی', dir: 'rtl' },
} as const satisfies Record<string, LanguageFacts>

export type Language = keyof typeof languages

export const languageCodes = Object.keys(languages) as Language[]

/** In which a browser remembers what its person chose. */
export const languageCookie = 'allclear-language'

/** Those that the desk is written in. */
export const deskLanguages = ['en', 'de'] as const satisfies readonly Language[]

/** The language of one of the staff who has chosen this one, or none. */
export function staffLanguage(chosen: Language | null): Language {
  return deskLanguages.find(language => language === chosen) ?? 'en'
}

/** Whether the site can speak this language. */
export function isLanguage(code: string): code is Language {
  return Object.hasOwn(languages, code)
}

/** Older or wider codes that browsers send. */
const calledToo: Readonly<Record<string, Language>> = { no: 'nb', nn: 'nb', iw: 'he' }

/** The language that a text is the code of; null: none that there is. */
export function readLanguage(code: string | null): Language | null {
  const typed = (code ?? '').trim().toLowerCase()
  return isLanguage(typed) ? typed : null
}

/** Longer than any that a browser sends. */
const longestHeader = 500

/**
 * Which of the offered languages a browser prefers, by its Accept-Language; null: none of them. The first of equals counts, and
 * what is refused (q=0), or weighed in a way that nobody can read, does not. Of a header that is too long its beginning counts.
 */
export function preferredLanguage(header: string, offered: readonly Language[]): Language | null {
  const parts = header.slice(0, longestHeader).split(',')
  // The last one may have lost its weight.
  if (header.length > longestHeader) parts.pop()
  const wanted = parts
    .map(part => {
      const [range = '', ...parameters] = part.trim().toLowerCase().split(';')
      const [code = ''] = range.trim().split('-')
      return { code: calledToo[code] ?? code, quality: qualityOf(parameters) }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const { code } of wanted) {
    const found = offered.find(language => language === code)
    if (found) return found
  }
  return null
}

function qualityOf(parameters: readonly string[]): number {
  const weight = parameters.map(each => each.trim()).find(each => each.startsWith('q='))
  if (weight === undefined) return 1
  return /^q=[01](\.\d*)?$/.test(weight) ? Number(weight.slice(2)) : 0
}
