/** How the note looks in pages of others: small, quiet, in the light of the reader's system. */
export const frameStyle = `
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
body { margin: 0; font: 0.875rem/1.4 system-ui, sans-serif; background: light-dark(#fff, #1c1f22); color: light-dark(#1d1f21, #eceae6); overflow-wrap: anywhere; }
main { display: flex; flex-direction: column; gap: 0.375rem; padding: 0.625rem 0.875rem; border: 1px solid light-dark(#8a5a00, #f0c060); border-left-width: 6px; }
main:empty { display: none; }
p { margin: 0; }
[data-place=corner] main { height: 100vh; }
[data-place=corner] p { flex: 1; overflow-y: auto; }
div { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between; align-items: center; }
a { color: inherit; padding-block: 0.25rem; text-underline-offset: 0.2em; }
button { min-height: 1.75rem; padding: 0 0.75rem; border: 1px solid light-dark(#5c6166, #a3a8ad); border-radius: 0.25rem; background: none; color: inherit; font: inherit; cursor: pointer; }
:focus-visible { outline: 3px solid light-dark(#24508f, #9cc0f5); outline-offset: 2px; }
`
