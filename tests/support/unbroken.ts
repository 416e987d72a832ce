/** The text of a mail with each paragraph in one line, so that a test can look for its sentences wherever lines end. */
export function unbroken(text: string): string {
  return text.replace(/(?<=\S)\n {0,2}(?=[^\s=>-])(?!https?:)/g, ' ')
}
