/** For tests: requests to the example services. */
import { test } from '@playwright/test';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { createService } from '../../services/service.ts';

export const evil = 'https://evil.other.test';

export type Headers = Record<string, string>;

/** The cookies that an answer sets, as the browser would send them back. */
export const cookiesOf = ({ cookies }: LightMyRequestResponse) =>
  cookies.map(({ name, value }) => `${name}=${value}`).join('; ');

/** An API with its examples, for the tests of the file that calls this. */
export function exampleService() {
  let api: FastifyInstance;
  test.beforeAll(async () => {
    api = await createService('api');
  });
  test.afterAll(() => api.close());

  const inject = (options: InjectOptions) => api.inject(options);
  const get = (url: string, headers: Headers = {}) => inject({ url, headers });
  const post = (url: string, headers: Headers = {}, payload?: object) =>
    inject({ method: 'POST', url, headers, ...(payload && { payload }) });
  const signIn = async (example: string) => cookiesOf(await post(`${example}/session`));
  return { inject, get, post, signIn };
}
