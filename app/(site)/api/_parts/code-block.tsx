/** Text of a program. What is wide is broken, so that nobody has to scroll it sideways. */
export function CodeBlock({ text }: { text: string }) {
  return (
    <pre className="rounded border border-line p-3 text-sm wrap-anywhere whitespace-pre-wrap">
      <code>{text}</code>
    </pre>
  )
}
