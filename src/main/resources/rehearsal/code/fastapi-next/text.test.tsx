
test('markup is shown as text', async () => {
  fakeApi('{{kebab}}', [{ ...SAMPLE, {{name}}: '<script>alert(1)</script>' }])
  render(<Page />)
  expect(await screen.findByText('<script>alert(1)</script>')).toBeTruthy()
  expect(document.querySelector('td script')).toBeNull()
})
