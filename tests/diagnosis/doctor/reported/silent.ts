/** Silent sign-ins: a frame of the identity provider asks whether there is a session, and shows no form. */
import { type Asked, form, frame, link, visit } from '../traffic.ts';
import type { Reported } from './reported.ts';

const app = 'https://schicht.plan.io/';
const idp = 'https://konto.verein.eu/realms/v/';
const signIn = `${idp}auth?client_id=plan&redirect_uri=https%3A%2F%2Fschicht.plan.io%2Fsilent.html`;
const none = { request: { 'sec-fetch-storage-access': 'none' } };
const identity = 'KEYCLOAK_IDENTITY=ey1';
const silent = (answer: string): Asked[] => [
  frame(app, `${signIn}&prompt=none`, 302, {
    ...none,
    response: { location: `${app}silent.html#${answer}&state=s1` },
  }),
  frame(app, `${app}silent.html`, 200),
];
const signedIn = [
  visit(`${idp}account`),
  form(`${idp}account`, `${idp}login`, 302, {
    set: [`${identity}; Version=1; Path=/realms/v/; SameSite=None; Secure; HttpOnly`],
    response: { location: `${idp}account` },
  }),
  link(`${idp}account`, `${idp}account`, 200, { cookie: identity }),
];

export const silentSignIns: readonly Reported[] = [
  {
    title: 'a session that the browser keeps from frames of other sites',
    dialects: ['chrome'],
    traffic: [...signedIn, visit(app), ...silent('error=login_required')],
    cause: 'browser-policy:3pc-setting of KEYCLOAK_IDENTITY',
    at: `GET ${signIn}&prompt=none`,
  },
  {
    title: 'a session in the jar of its own site',
    dialects: ['firefox'],
    traffic: [...signedIn, visit(app), ...silent('error=login_required')],
    cause: 'browser-policy:partitioned-jar of KEYCLOAK_IDENTITY',
    at: `GET ${signIn}&prompt=none`,
  },
  {
    title: 'a silent sign-in of a user who is signed in nowhere',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(app),
      ...silent('error=login_required'),
      link(app, `${signIn}&prompt=login`, 200),
    ],
    cause: null,
  },
  {
    title: 'a silent sign-in that works',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [...signedIn, visit(app), ...silent('code=c1')],
    cause: null,
  },
];
