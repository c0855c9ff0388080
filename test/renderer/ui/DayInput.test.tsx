import { MantineProvider } from '@mantine/core'
import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it } from 'vitest'

import { DayInput } from '#renderer/ui/DayInput.tsx'

const told: (string | null)[] = []

function Held({ edge }: { readonly edge: 'start' | 'end' }) {
  const [day, setDay] = useState<string | null>(null)
  return (
    <MantineProvider>
      <DayInput
        label="Day"
        edge={edge}
        timeZone="America/New_York"
        day={day}
        onDay={(next) => {
          told.push(next)
          setDay(next)
        }}
      />
      <button type="button" onClick={() => setDay('2030-01-15T17:00:00.000Z')}>
        Preset
      </button>
    </MantineProvider>
  )
}
const field = () => screen.getByLabelText('Day')
const type = (text: string) => fireEvent.change(field(), { target: { value: text } })

describe('a day that is typed', () => {
  it('is no day while its year is typed digit by digit, and stays as it is typed', () => {
    told.length = 0
    render(<Held edge="start" />)
    for (const text of ['0002-03-31', '0020-03-31', '0202-03-31']) {
      type(text)
      expect(field()).toHaveValue(text)
    }
    type('2027-03-31')
    expect(told).toEqual([null, null, null, '2027-03-31T04:00:00.000Z'])
    expect(field()).toHaveValue('2027-03-31')
  })

  it('means its last moment where it is an end', () => {
    told.length = 0
    render(<Held edge="end" />)
    type('2027-03-31')
    expect(told).toEqual(['2027-04-01T03:59:59.999Z'])
  })

  it('gives way to what was put in its place', () => {
    render(<Held edge="start" />)
    type('2027-03-31')
    fireEvent.click(screen.getByRole('button', { name: 'Preset' }))
    expect(field()).toHaveValue('2030-01-15')
  })
})
