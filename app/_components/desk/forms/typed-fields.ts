/** The fields of a form as they were typed. */
export type TypedFields = Readonly<Record<string, string>>

/** What was typed into a form, but no secret. */
export function typedIn(form: FormData): Record<string, string> {
  const typed = [...form].flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'secret' && !name.startsWith('$') ? [[name, value]] : [],
  )
  return Object.fromEntries(typed)
}
