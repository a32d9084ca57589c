/** The axios library, fetched when a step first needs it. */
import type { AxiosStatic } from 'axios';
import type { PlannedXhr } from '../../scenario/plan/planned.ts';
import { takeFrom } from '../../scenario/taken.ts';
import type { Outcome } from '../outcome.ts';
import { pathOf } from '../resources.ts';
import { waitMs } from '../waits.ts';
import { timeoutMs } from './timeouts.ts';

let library: Promise<AxiosStatic> | undefined;

export async function performAxios({
  exchange,
  headers,
  body,
  take,
  withXSRFToken,
}: PlannedXhr): Promise<Outcome> {
  try {
    library ??= load(exchange.url);
    const axios = await library;
    const response = await axios.request({
      url: exchange.url,
      method: exchange.method,
      withCredentials: exchange.credentials === 'include',
      ...(withXSRFToken !== null && { withXSRFToken }),
      headers: { ...headers },
      data: body ?? undefined,
      responseType: 'text',
      timeout: waitMs(timeoutMs),
      validateStatus: () => true,
    });
    return {
      exchange: exchange.id,
      readable: true,
      status: response.status,
      headers: Object.fromEntries(
        Object.entries(response.headers).map(([name, value]) => [
          name.toLowerCase(),
          String(value),
        ]),
      ),
      taken: takeFrom(String(response.data), take),
    };
  } catch (error) {
    return { exchange: exchange.id, readable: false, error: String(error) };
  }
}

/**
 * From the page's own origin, but without its cookies: it is no request of the scenario. A data: document
 * has no host to ask but the one that it asks next.
 */
async function load(asked: string): Promise<AxiosStatic> {
  const base = document.baseURI.startsWith('data:') ? asked : document.baseURI;
  const response = await fetch(new URL(pathOf('axios'), base), { credentials: 'omit' });
  const url = URL.createObjectURL(await response.blob());
  try {
    const module: { default: AxiosStatic } = await import(url);
    return module.default;
  } finally {
    URL.revokeObjectURL(url);
  }
}
