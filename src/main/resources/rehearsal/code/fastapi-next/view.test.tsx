import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import Page, { metadata } from '@/app/{{kebab}}/page'
import { fakeApi } from '@/testing/fake-api'

const SAMPLE: Record<string, string | number | boolean> = {
  {{sample}}
}
const LABELS = [
  {{labels}}
]

afterEach(cleanup)

function field(name: string): HTMLInputElement | HTMLTextAreaElement {
  const found = document.querySelector<HTMLInputElement>(`form:not([role]) [name="${name}"]`)
  if (!found) throw new Error(`There is no field ${name}`)
  return found
}

function type(values: typeof SAMPLE) {
  for (const [name, value] of Object.entries(values)) {
    const input = field(name)
    if (typeof value === 'boolean') (input as HTMLInputElement).checked = value
    else fireEvent.change(input, { target: { value: String(value) } })
  }
}

function send() {
  fireEvent.submit(field('{{first}}').form as HTMLFormElement)
}

test('the page is named after what it shows', () => {
  expect(metadata.title).toBe('{{title}}')
})

test('an empty list says so, beside a form with every field', async () => {
  fakeApi('{{kebab}}')
  render(<Page />)
  expect(await screen.findByText('No {{plural}} yet')).toBeTruthy()
  const labels = [...document.querySelectorAll('form:not([role]) label')].map((it) => it.textContent)
  expect(labels.map((it) => it?.replace(/ \(optional\)$/, ''))).toEqual(LABELS)
})

test('what is kept is listed', async () => {
  fakeApi('{{kebab}}', [SAMPLE])
  render(<Page />)
  await waitFor(() => expect(document.querySelectorAll('tbody tr')).toHaveLength(1))
  const cells = [...document.querySelectorAll('tbody td')].map((it) => it.textContent)
  expect(cells.slice(0, -1)).toEqual(Object.values(SAMPLE).map((it) => (typeof it === 'boolean' ? (it ? 'Yes' : 'No') : String(it))))
})

test('{{a_singular}} that is added is sent as the API reads it, and listed', async () => {
  const api = fakeApi('{{kebab}}')
  render(<Page />)
  await screen.findByText('No {{plural}} yet')
  type(SAMPLE)
  send()
  await waitFor(() => expect(document.querySelectorAll('tbody tr')).toHaveLength(1))
  expect(api.sent).toEqual([SAMPLE])
})

test('a refusal is shown beside its field, and what was typed stays', async () => {
  const api = fakeApi('{{kebab}}')
  render(<Page />)
  await screen.findByText('No {{plural}} yet')
  api.refusal = { status: 422, detail: 'Some fields need attention', fields: { '{{first}}': 'This will not do' } }
  type(SAMPLE)
  send()
  expect((await screen.findByText('This will not do')).closest('label')).toBe(field('{{first}}').closest('label'))
  expect(screen.getByRole('alert').textContent).toBe('Some fields need attention')
  {{typed}}
})

test('a search asks the API', async () => {
  const api = fakeApi('{{kebab}}')
  render(<Page />)
  await screen.findByText('No {{plural}} yet')
  const search = screen.getByLabelText('Search {{plural}}')
  fireEvent.change(search, { target: { value: 'a&b' } })
  fireEvent.submit((search as HTMLInputElement).form as HTMLFormElement)
  expect(await screen.findByText('Nothing found')).toBeTruthy()
  expect(api.asked.at(-1)).toContain('q=a%26b')
})

test('what is removed goes', async () => {
  const api = fakeApi('{{kebab}}', [SAMPLE])
  render(<Page />)
  fireEvent.click(await screen.findByText('Remove'))
  expect(await screen.findByText('No {{plural}} yet')).toBeTruthy()
  expect(api.rows).toEqual([])
})
{{text_test}}
