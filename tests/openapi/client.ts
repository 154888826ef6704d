// A program of an integrator against the generated types: it is not run, but it has to compile.
import type { components, paths } from './api';

type Request = paths['/v1/risk-scores']['post']['requestBody']['content']['application/json'];
type Score = paths['/v1/risk-scores']['post']['responses']['200']['content']['application/json'];
type Problem = components['schemas']['Problem'];

const body: Request = {
  asOf: '2026-03-20T09:00:00Z',
  episode: { episodeId: 'e-1', clientId: 'c-1', startedOn: '2026-03-02' },
  appointments: [{ appointmentId: 'a-1', startsAt: '2026-03-09T09:00:00Z', status: 'noshow' }],
};

// @ts-expect-error A status that does not exist must not compile.
const wrong: Request = { ...body, appointments: [{ appointmentId: 'a-1', startsAt: '2026-03-09T09:00:00Z', status: 'missed' }] };

export async function score(address: string, key: string): Promise<string> {
  const answer = await fetch(`${address}/v1/risk-scores`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Api-Key': key },
    body: JSON.stringify(body ?? wrong),
  });
  if (!answer.ok) {
    const problem = (await answer.json()) as Problem;
    throw new Error(`${problem.status} ${problem.type}: ${problem.errors?.map(e => `${e.pointer} ${e.expected}`).join(', ') ?? problem.detail}`);
  }

  const { episodeId, probability, band, reasons } = (await answer.json()) as Score;
  return `${episodeId}: ${probability?.toFixed(2) ?? 'no score'} ${band ?? ''} ${reasons?.[0]?.text ?? ''}`;
}
