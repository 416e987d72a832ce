const ending = '.jsonl.zst'

/** The name of a backup; in the order of the alphabet the oldest comes first. site: its address. */
export function backupName(site: string, at: Date): string {
  return `${beginningOf(site)}${at.toISOString().replace(/\.\d+|[:-]/g, '')}${ending}`
}

/** Of these names the backups of the site, the oldest first. What only looks like one is none: nobody else's file is ever removed. */
export function backupsAmong(names: readonly string[], site: string): string[] {
  const beginning = beginningOf(site)
  return names
    .filter(
      name => name.startsWith(beginning) && /^\d{8}T\d{6}Z\.jsonl\.zst$/.test(name.slice(beginning.length)),
    )
    .toSorted()
}

/** Which of them go, the oldest first, so that the last ones stay. */
export function outlivedBackups(names: readonly string[], site: string, keep: number): string[] {
  const all = backupsAmong(names, site)
  return all.slice(0, Math.max(0, all.length - keep))
}

function beginningOf(site: string): string {
  return `allclear-${new URL(site).host.replace(/[^a-z0-9.-]/g, '-')}-`
}

/** How much more than the last one the next one may need. */
const growth = 1.5

/** How many bytes have to be free before a backup begins. lastBytes: of the last backup; null: it is the first one. */
export function spaceForBackup(lastBytes: number | null, databaseBytes: number): number {
  // Compressed it is smaller than the database, by how much nobody knows yet.
  return lastBytes === null ? databaseBytes : Math.ceil(lastBytes * growth)
}
