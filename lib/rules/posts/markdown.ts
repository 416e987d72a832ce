/** Words as Markdown that shows them as they are: a name such as *new* or <web07> is no markup. */
export function literal(words: string): string {
  return words.replace(/[\\`*_{}[\]<>~|]/g, '\\$&')
}
