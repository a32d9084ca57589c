/** Sign-ins by way of another party, and frames. */
import { type Asked, frame, get, link, post, visit } from '../traffic.ts';
import { active, chat, forum, type Reported } from './reported.ts';

const hub = 'https://hub.werft.dev/';
const idp = 'https://login.amt-id.net/authorize';
const backFrom = (set: readonly string[], back: string, answer: Partial<Asked>): Asked[] => [
  visit(hub),
  link(hub, `${hub}start`, 302, { set, response: { location: idp } }),
  link(hub, idp, 200),
  { ...link(idp, back, 302), ...answer },
];

export const signIns: readonly Reported[] = [
  {
    title: 'a state cookie that is Strict, at a callback below /login',
    dialects: ['chrome', 'firefox'],
    traffic: backFrom(
      ['oauth2_state=q7w8; Path=/; Secure; HttpOnly; SameSite=Strict'],
      `${hub}login/oauth2/code/amt?state=q7w8&code=c1`,
      {
        set: ['JSESSIONID=F00BA4; Path=/; Secure; HttpOnly'],
        response: { location: '/login?error' },
      },
    ),
    cause: 'samesite:strict-navigation of oauth2_state',
    says: [/SameSite=Lax/],
    never: [/SameSite=None/],
  },
  {
    title: 'a form_post callback that ends in an error of the server',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: backFrom(
      ['nonce=n0nce1; Path=/; Secure; HttpOnly; SameSite=Lax'],
      `${hub}signin-oidc`,
      { method: 'POST', kind: 'form', status: 500 },
    ),
    cause: 'samesite:cross-site-post of nonce',
    says: [/Secure; SameSite=None/],
  },
  {
    title: 'a callback at another host than the one that noted the state',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit('https://werft-pr-9.netlify.app/'),
      link('https://werft-pr-9.netlify.app/', 'https://werft-pr-9.netlify.app/start', 302, {
        set: ['pkce=v3r1fy; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600'],
        response: { location: idp },
      }),
      link('https://werft-pr-9.netlify.app/', idp, 200),
      link(idp, 'https://werft.netlify.app/callback?code=c1&state=s1', 302, {
        response: { location: '/oops?error=state' },
      }),
    ],
    cause: 'set-cookie:host-only-not-covering of pkce',
    says: [/Set it in a response of werft\.netlify\.app/],
    never: [/Domain=/],
  },
  {
    title: 'a state for a host that is not asked again',
    dialects: ['chrome', 'firefox', 'playwright'],
    traffic: [
      visit(hub),
      link(hub, `${hub}start`, 302, {
        set: ['pkce=v3r1fy; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600'],
        response: { location: idp },
      }),
      link(hub, idp, 200),
    ],
    cause: null,
  },
  {
    title: 'a link in a mail, to a page whose cookie is from before the recording',
    dialects: ['chrome', 'firefox'],
    traffic: [
      link('https://post.brief.org/', `${hub}docks/3`, 302, { response: { location: '/login' } }),
      link('https://post.brief.org/', `${hub}login`, 200),
      link(hub, `${hub}docks`, 200, { cookie: 'werft_sid=55ee' }),
    ],
    cause: 'samesite:strict-navigation of werft_sid',
    at: `GET ${hub}docks/3`,
    says: [/SameSite=Lax/],
  },
  {
    title: 'a callback to which the user said no',
    dialects: ['chrome', 'firefox'],
    traffic: backFrom(
      ['oauth2_state=q7w8; Path=/; Secure; HttpOnly; SameSite=Strict'],
      `${hub}callback?error=access_denied&state=q7w8`,
      { status: 400 },
    ),
    cause: null,
  },
  {
    title: 'a callback that fails with all cookies there',
    dialects: ['chrome', 'firefox'],
    traffic: backFrom(
      ['oauth2_state=q7w8; Path=/; Secure; HttpOnly; SameSite=Lax'],
      `${hub}callback?code=c1&state=q7w8`,
      { status: 502, cookie: 'oauth2_state=q7w8' },
    ),
    cause: null,
  },
];

export const jars: readonly Reported[] = [
  {
    title: "an advertiser's frame that is refused",
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(forum, { cookie: 'forum_sess=11aa' }),
      frame(forum, 'https://ads.werbung.net/slot', 200, { set: ['wid=77; Path=/; HttpOnly'] }),
      get('https://ads.werbung.net/slot', 'https://ads.werbung.net/bid', 403),
    ],
    cause: null,
  },
  {
    title: 'a response that clears all cookies',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(hub),
      post(hub, `${hub}login`, 200, { set: ['werft_sid=55ee; Path=/; Secure; HttpOnly'] }),
      get(hub, `${hub}docks`, 200, { cookie: 'werft_sid=55ee' }),
      get(hub, `${hub}version`, 200, {
        cookie: 'werft_sid=55ee',
        response: { 'clear-site-data': '"cookies", "storage"' },
      }),
      get(hub, `${hub}docks`, 401),
    ],
    cause: 'cookie-jar:cleared of werft_sid',
  },
  {
    title: 'a partitioned cookie of a frame, whose link opens a tab',
    dialects: ['chrome'],
    traffic: [
      visit(forum),
      frame(forum, chat, 200, {
        ...active,
        set: ['plausch_sess=9f8e7d; Path=/; Secure; HttpOnly; SameSite=None; Partitioned'],
      }),
      get(chat, 'https://chat.plausch.io/api/rooms', 200, { cookie: 'plausch_sess=9f8e7d' }),
      link(chat, 'https://chat.plausch.io/rooms', 302, { response: { location: '/login' } }),
      link(chat, 'https://chat.plausch.io/login', 200),
    ],
    cause: 'partitioned:other-site of plausch_sess',
    at: 'GET https://chat.plausch.io/rooms',
  },
];
