/** Says what a person reads: on the standard error, because the standard output may be what was asked for. */
export const say = (line: string): void => console.error(`allclear: ${line}`)

/** Runs a command. What it throws is one sentence for a person, and ends it with the code 1. */
export async function runCommand(run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}

const betweenMs = 2_000

/** Says how far something is, every two seconds at most. */
export function progress(): (text: () => string) => void {
  let saidAt = Date.now()
  return text => {
    if (Date.now() - saidAt < betweenMs) return
    saidAt = Date.now()
    say(text())
  }
}

/** A number with its thousands apart. */
export const counted = (count: number): string => count.toLocaleString('en-GB')
