import type { FormEvent } from 'react'

export function Search({ label, onSearch }: { label: string; onSearch: (text: string) => void }) {
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSearch(String(new FormData(event.currentTarget).get('q') ?? ''))
  }
  return (
    <form role="search" onSubmit={search}>
      <input type="search" name="q" aria-label={label} placeholder={label} maxLength={200} />
      <button className="button quiet">Search</button>
    </form>
  )
}
