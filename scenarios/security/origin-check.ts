import { api, evil, fetch, form, frame, scenario, visit, www } from '#lab';

const byOrigin = `${api}/examples/origin-check` as const;
const byFetchMetadata = `${api}/examples/fetch-metadata-check` as const;
const fields = { amount: '100' };
const transfer = {
  method: 'POST',
  credentials: 'include',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'amount=100',
} as const;

export default scenario({
  title: 'A server that checks Origin or Sec-Fetch-Site refuses the evil page, not its own',
  claims: ['X4'],
  steps: [
    visit(api),
    fetch(`${byOrigin}/session`, { method: 'POST' }),
    fetch(`${byFetchMetadata}/session`, { method: 'POST' }),
    visit(www),
    fetch(`${byOrigin}/transfer`, { ...transfer, as: 'Origin, own page' }),
    fetch(`${byFetchMetadata}/transfer`, { ...transfer, as: 'Sec-Fetch-Site, own page' }),
    visit(evil),
    frame(
      evil,
      [
        fetch(`${byOrigin}/transfer`, { ...transfer, as: 'Origin, evil sandboxed frame' }),
        fetch(`${byFetchMetadata}/transfer`, {
          ...transfer,
          as: 'Sec-Fetch-Site, evil sandboxed frame',
        }),
      ],
      { sandbox: 'allow-scripts' },
    ),
    form('POST', `${byOrigin}/transfer`, { fields, as: 'Origin, evil form' }),
    visit(evil),
    form('POST', `${byFetchMetadata}/transfer`, { fields, as: 'Sec-Fetch-Site, evil form' }),
  ],
  expect: {
    'Origin, own page': { sent: ['__Secure-session'], status: 200, readable: true },
    'Origin, evil form': { sent: ['__Secure-session'], status: 403 },
    'Origin, evil sandboxed frame': { status: 403 },
    'Sec-Fetch-Site, own page': { sent: ['__Secure-session'], status: 200, readable: true },
    'Sec-Fetch-Site, evil form': { sent: ['__Secure-session'], status: 403 },
    'Sec-Fetch-Site, evil sandboxed frame': { status: 403 },
  },
  rows: 'exchange',
});
