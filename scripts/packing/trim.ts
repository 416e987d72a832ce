/** What no program reads: maps, types, archives for compilers, and what is written for people. Licences stay. */
const unread = /\.(map|d\.[cm]?ts|tsbuildinfo|flow|a|md|markdown)$/i
/** What packages bring to test themselves. */
const tests = /^(test|tests|__tests__)\//
const licence = /(^|\/)(licen[cs]e|copying|notice)[^/]*$/i

/** Parts of single packages that a built site never loads: compilers, what is for development, the same code in other forms. */
const unused: Readonly<Record<string, readonly RegExp[]>> = {
  next: [
    /^dist\/(esm|docs|bundle-analyzer|next-devtools)\//,
    /^dist\/compiled\/(babel|babel-packages|next-devtools|terser|@vercel\/nft|[\w-]+-experimental)\//,
    // What builds, and what other servers than its own use.
    /^dist\/compiled\/(crypto-browserify|postcss-preset-env|cssnano-simple|schema-utils[23]|node-html-parser)\//,
    /^dist\/compiled\/(react-server-dom-webpack|serve-handler|edge-runtime|@vercel\/blob)\//,
    /^dist\/server\/capsize-font-metrics\.json$/,
    /^dist\/compiled\/next-server\/.*(\.dev\.js|-experimental\.runtime\.prod\.js)$/,
    /\.development\.js$/,
  ],
  // Mails are written as they are, not laid out for people.
  prettier: [/^(?!index\.|package\.json)/],
  'react-dom': [/\.development\.js$/, /profiling/],
  'drizzle-orm': [/\.cjs$/],
  pdfkit: [/^js\/(pdfkit\.(browser|standalone)|virtual-fs)/],
  zod: [/^src\//],
  fontkit: [/^src\//],
  luxon: [/^(src|build\/(amd|es6|global))\//],
}

/** Whether a file of a package stays out. path: below the package's own folder. */
export function isLeftOut(name: string, path: string): boolean {
  if (licence.test(path)) return false
  return (
    name.startsWith('@types/') ||
    unread.test(path) ||
    tests.test(path) ||
    (unused[name] ?? []).some(part => part.test(path))
  )
}
