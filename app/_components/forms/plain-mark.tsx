/** Tells that the browser runs no scripts, which would keep what was typed: then the site keeps it. */
export function PlainMark() {
  return (
    <noscript>
      <input type="hidden" name="plain" value="yes" />
    </noscript>
  )
}
