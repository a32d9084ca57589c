/** Sign-ins that succeed, and lead to a page that asks to sign in again. */
import { form, frame, link, visit } from '../traffic.ts';
import { active, forum, type Reported } from './reported.ts';

const kiosk = 'https://laden.pl/';
const trip = 'https://trip.reise.dev/';
const idp = 'https://login.amt-id.net/authorize?client_id=trip&state=';
const back = `${trip}callback?code=c1&state=s1`;
const leads = (location: string) => ({ response: { location } });
const began = [visit(trip, { status: 302, ...leads(`${idp}s1`) }), visit(`${idp}s1`)];

export const loops: readonly Reported[] = [
  {
    title: 'a sign-in that leads to http, where the Secure session does not follow',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      ...began,
      link(`${idp}s1`, back, 302, {
        set: ['trip_sess=5f5f; Path=/; HttpOnly; Secure; SameSite=Lax'],
        ...leads('http://trip.reise.dev/'),
      }),
      link(`${idp}s1`, 'http://trip.reise.dev/', 302, leads(`${idp}s2`)),
    ],
    cause: 'request:secure-cookie-over-http of trip_sess',
    says: [/^https:\/\/trip\.reise\.dev\/$/m],
  },
  {
    title: 'a Strict session at the end of a sign-in elsewhere',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(trip, { status: 302, set: ['corr=1; Path=/; Secure; HttpOnly'], ...leads(`${idp}s1`) }),
      visit(`${idp}s1`),
      link(`${idp}s1`, back, 302, {
        cookie: 'corr=1',
        set: ['corr=; Path=/; Max-Age=0', 'trip=5f5f; Path=/; Secure; HttpOnly; SameSite=Strict'],
        ...leads('/'),
      }),
      link(`${idp}s1`, trip, 302, {
        set: ['corr=2; Path=/; Secure; HttpOnly'],
        ...leads(`${idp}s2`),
      }),
    ],
    cause: 'samesite:strict-redirect of trip',
    says: [/SameSite=Lax/],
  },
  {
    title: 'a new session beside one of the parent domain',
    dialects: ['chrome', 'charles'],
    traffic: [
      visit(trip, { status: 302, cookie: 'trip_sess=0ld0', ...leads(`${idp}s1`) }),
      visit(`${idp}s1`),
      link(`${idp}s1`, back, 302, {
        cookie: 'trip_sess=0ld0',
        set: ['trip_sess=5f5f; Path=/; HttpOnly; Secure'],
        ...leads('/'),
      }),
      link(`${idp}s1`, trip, 302, {
        cookie: 'trip_sess=0ld0; trip_sess=5f5f',
        ...leads(`${idp}s2`),
      }),
    ],
    cause: 'cookie-jar:duplicate-name of trip_sess',
    says: [/Domain=reise\.dev/],
  },
  {
    title: 'a bookmark of another site, and a Strict session that each response sets anew',
    dialects: ['chrome', 'firefox'],
    traffic: [
      link(forum, trip, 302, {
        set: ['trip_sess=a1; Path=/; Secure; HttpOnly; SameSite=Strict'],
        ...leads('/login'),
      }),
      link(forum, `${trip}login`, 302, leads(`${idp}s1`)),
      link(forum, `${idp}s1`, 302, leads(back)),
      link(forum, back, 302, {
        set: ['trip_sess=a2; Path=/; Secure; HttpOnly; SameSite=Strict'],
        ...leads('/'),
      }),
      link(forum, trip, 302, leads('/login')),
    ],
    cause: 'samesite:strict-redirect of trip_sess',
    at: `GET ${trip}`,
    says: [/SameSite=Lax/],
  },
  {
    title: 'a state for localhost, and a callback at 127.0.0.1, beside an identity provider there',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit('http://localhost:3000/login', {
        status: 302,
        set: ['oidc_state=s1; Path=/; HttpOnly'],
        ...leads('http://127.0.0.1:5556/auth?client_id=trip&state=s1'),
      }),
      visit('http://127.0.0.1:5556/auth?client_id=trip&state=s1', {
        status: 302,
        ...leads('/auth/local/login'),
      }),
      visit('http://127.0.0.1:5556/auth/local/login'),
      form(
        'http://127.0.0.1:5556/auth/local/login',
        'http://127.0.0.1:5556/auth/local/login',
        303,
        leads('http://127.0.0.1:3000/callback?code=c1&state=s1'),
      ),
      link(
        'http://127.0.0.1:5556/auth/local/login',
        'http://127.0.0.1:3000/callback?code=c1&state=s1',
        400,
      ),
    ],
    cause: 'set-cookie:localhost-vs-127 of oidc_state',
  },
  {
    title: 'a sign-in within a frame, whose callback fails',
    dialects: ['chrome'],
    traffic: [
      visit(forum),
      frame(forum, trip, 302, {
        ...active,
        set: ['trip_sess=a1; Path=/; HttpOnly; Secure'],
        ...leads(`${idp}s1`),
      }),
      frame(forum, `${idp}s1`, 302, leads(back)),
      frame(forum, back, 500, active),
    ],
    cause: 'samesite:iframe-lax of trip_sess',
    says: [/Secure; SameSite=None/],
  },
  {
    title: 'an account of another party, which a signed-in user connects',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(trip, { cookie: 'trip_sess=5f5f' }),
      link(trip, `${trip}connect`, 302, {
        cookie: 'trip_sess=5f5f',
        set: ['connect_state=s1; Path=/; HttpOnly; Secure'],
        ...leads(`${idp}s1`),
      }),
      link(trip, `${idp}s1`, 302, leads(back)),
      link(trip, back, 302, {
        cookie: 'trip_sess=5f5f; connect_state=s1',
        ...leads('/settings'),
      }),
      link(trip, `${trip}settings`, 200, { cookie: 'trip_sess=5f5f; connect_state=s1' }),
    ],
    cause: null,
  },
  {
    title: 'a bank that leads back by POST, and a shop that begins a new session',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(kiosk, { set: ['PHPSESSID=k3j9; Path=/; Secure; HttpOnly; SameSite=Lax'] }),
      form(kiosk, `${kiosk}pay`, 302, {
        cookie: 'PHPSESSID=k3j9',
        response: { location: 'https://3ds.bank.pl/challenge' },
      }),
      link(kiosk, 'https://3ds.bank.pl/challenge', 200),
      form('https://3ds.bank.pl/challenge', `${kiosk}pay/return`, 302, {
        set: ['PHPSESSID=n3w1; Path=/; Secure; HttpOnly; SameSite=Lax'],
        response: { location: '/basket' },
      }),
      link('https://3ds.bank.pl/challenge', `${kiosk}basket`, 200, { cookie: 'PHPSESSID=n3w1' }),
    ],
    cause: 'samesite:cross-site-post of PHPSESSID',
    at: `POST ${kiosk}pay/return`,
    says: [/SameSite=None/],
  },
  {
    title: 'a sign-in by SAML, which gives a new session',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(kiosk, { set: ['JSESSIONID=a1; Path=/; Secure; HttpOnly; SameSite=Lax'] }),
      link(kiosk, `${kiosk}saml/start`, 302, {
        cookie: 'JSESSIONID=a1',
        response: { location: 'https://idp.uni.pl/sso?SAMLRequest=x' },
      }),
      link(kiosk, 'https://idp.uni.pl/sso?SAMLRequest=x', 200),
      form('https://idp.uni.pl/sso', `${kiosk}saml/SSO`, 302, {
        set: ['JSESSIONID=b2; Path=/; Secure; HttpOnly; SameSite=Lax'],
        response: { location: '/' },
      }),
      link('https://idp.uni.pl/sso', kiosk, 200, { cookie: 'JSESSIONID=b2' }),
    ],
    cause: null,
  },
];
