// What was typed into the form for notices comes back with it when something was wrong. It stays in this tab.
{
  const form = document.querySelector('form[action$="/api/subscribe"]')
  const typed = location.search.includes('problem=') && sessionStorage.getItem('typed')
  if (form && typed) fill(form, JSON.parse(typed))
  sessionStorage.removeItem('typed')
  form?.addEventListener('submit', () => {
    sessionStorage.setItem('typed', JSON.stringify([...new FormData(form)]))
  })

  function fill(form, typed) {
    for (const control of form.elements) {
      const values = typed.filter(([name]) => name === control.name).map(([, value]) => value)
      if (control.type === 'checkbox') {
        control.checked = values.includes(control.value)
        if (control.checked) control.closest('details')?.setAttribute('open', '')
      } else if (control.type !== 'hidden' && values.length > 0) control.value = values[0]
    }
  }
}
