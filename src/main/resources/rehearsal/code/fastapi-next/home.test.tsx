import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import Home from '@/app/page'
import { Cards } from '@/features/home/cards'

afterEach(cleanup)

function counts(counts: Record<string, number>) {
  vi.stubGlobal('fetch', async () => Response.json({ product: '', counts }))
}

test('the home page speaks the product’s words', async () => {
  counts({})
  render(<Home />)
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe({{name}})
  expect(document.querySelector('.hero p')?.textContent).toBe({{tagline}})
  expect([...document.querySelectorAll('.cards h2')].map((it) => it.textContent)).toEqual([{{titles}}])
})

test('a card counts what is kept and leads to its page', async () => {
  counts({ things: 3 })
  render(<Cards cards={[{ label: 'Things', table: 'things', path: '/things', built: true }]} />)
  await waitFor(() => expect(document.querySelector('.figure')?.textContent).toBe('3'))
  expect(document.querySelector('a.card')?.getAttribute('href')).toBe('/things')
})

test('what is not built yet has no link and no figure', async () => {
  counts({})
  render(<Cards cards={[{ label: 'Things', table: 'things', path: '/things' }]} />)
  expect(document.querySelector('.figure')?.textContent).toBe('–')
  expect(document.querySelector('a.card')).toBeNull()
})
