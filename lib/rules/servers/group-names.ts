/** Groups by name, in any case of letters, and those that the entries name and that are not there yet. */
export function groupNames(known: readonly { id: string; name: string }[]) {
  const nameOf = new Map(known.map(group => [group.id, group.name]))
  const byName = new Map(known.map(group => [group.name.toLowerCase(), group.name]))
  const added: string[] = []
  return {
    added,
    nameOf: (id: string | null) => (id === null ? null : (nameOf.get(id) ?? null)),
    called(name: string): string {
      const kept = byName.get(name.toLowerCase())
      if (kept !== undefined) return kept
      byName.set(name.toLowerCase(), name)
      added.push(name)
      return name
    },
  }
}
