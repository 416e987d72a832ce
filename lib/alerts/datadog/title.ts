/** Where no transition came: "[Triggered on {host:web07}] …". */
export function transitionIn(title: string): string | undefined {
  return /^\[(?:P\d\]\s*\[)?([A-Za-z -]{1,40})(?: on [^\]]*)?\]/.exec(title)?.[1]
}

/** The group that a title names: "[Triggered on {host:web07,env:prod}] …". */
export function scopeIn(title: string): string[] {
  const group = /^\[[^\]{]{0,40}\{([^}]{1,200})\}/.exec(title.replace(/^\[P\d\]\s*/, ''))?.[1] ?? ''
  return group === '' ? [] : group.split(/\s*,\s*/)
}

/** The title without "[P1] [Triggered on {host:web07}]". */
export function withoutMarks(title: string): string {
  return title.replace(/^(\[[^\]]*\]\s*)+/, '')
}
