/**
 * Drops what only authors read of a script of ours: indentation, and lines that are remarks. Its texts may have no line breaks
 * in them, and our own scripts have none.
 */
export function stripRemarks(script: string): string {
  const lines = script.split('\n').map(line => line.trim())
  return lines.filter(line => line !== '' && !/^(?:\/\/|\/\*\*.*\*\/$)/.test(line)).join('\n')
}
