import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import test from 'node:test'
import { built } from '../tools/testing.mjs'

const FIELDS = [
  {{fields}}
]

/** What is wrong with {{a_singular}}, a line for each field. */
function faults (item) {
  const wrong = FIELDS.filter(([name, { required, pattern }]) => {
    const value = String(item[name] ?? '')
    return value === '' ? required : !pattern.test(value)
  }).map(([name]) => name)
  const unknown = Object.keys(item).filter(name => !FIELDS.some(([known]) => known === name))
  return [...wrong, ...unknown]
}

const items = JSON.parse(await readFile('site/data/{{kebab}}.json', 'utf8'))

test('there are {{plural}} to show', () => {
  assert.ok(items.length > 0)
})

items.forEach((item, i) => {
  test(`{{singular}} ${i + 1} has every field, each of its kind`, () => {
    assert.deepEqual(faults(item), [])
  })
})

test('{{a_singular}} with a field that nobody knows, or without what is required, is found', () => {
  assert.ok(faults({ ...items[0], nobody_knows_this: 'x' }).includes('nobody_knows_this'))
  for (const [name, { required }] of FIELDS) {
    if (required) assert.ok(faults({ ...items[0], [name]: '' }).includes(name), name)
  }
})

test('the same list is published', async () => {
  assert.deepEqual(JSON.parse(await (await built()).file('data/{{kebab}}.json')), items)
})
