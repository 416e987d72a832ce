/** Groups of fields, parted by empty lines: the first about the message, then one per recipient. Names in lower case. */
export function groupsOf(text: string): Map<string, string>[] {
  const unfolded = text
    .trim()
    .replace(/\r\n/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
  return unfolded.split(/\n\s*\n/).map(group => {
    const fields = group.split('\n').map(line => /^([\w-]+):\s*(.*)$/.exec(line))
    return new Map(
      fields.flatMap(field => (field ? [[field[1]?.toLowerCase() ?? '', field[2]?.trim() ?? '']] : [])),
    )
  })
}

/** Of "Jane <jane@example.com>", "rfc822;jane@example.com" and "jane@example.com". */
export function addressesIn(texts: readonly (string | undefined)[]): string[] {
  const found = texts.map(text => /[^\s<>;,"]+@[^\s<>;,"]+/.exec(text ?? '')?.[0].toLowerCase())
  return [...new Set(found.filter(address => address !== undefined))]
}
