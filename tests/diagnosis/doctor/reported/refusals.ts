/** Servers that refuse. */
import { allow, frame, get, post, preflight, visit } from '../traffic.ts';
import { active, asksFor, chat, failed, forum, type Reported } from './reported.ts';

const desk = 'https://desk.amt.example.org/';
const deskApi = 'https://desk-api.amt.example.org';
const both = 'JSESSIONID=AB12; XSRF-TOKEN=4f31';

export const refusals: readonly Reported[] = [
  {
    title: 'a token that scripts of the page cannot read',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(desk),
      get(desk, `${deskApi}/csrf`, 204, {
        set: ['XSRF-TOKEN=4f31; Path=/; Secure', 'JSESSIONID=AB12; Path=/; Secure; HttpOnly'],
        response: allow(desk),
      }),
      post(desk, `${deskApi}/tickets`, 403, { cookie: both, response: allow(desk) }),
    ],
    cause: 'server:refused of JSESSIONID',
    says: [/X-XSRF-TOKEN/, /set XSRF-TOKEN with Domain=example\.org/],
  },
  {
    title: "Django's token, which goes by another header",
    dialects: ['chrome', 'playwright'],
    traffic: [
      visit(desk, { cookie: 'csrftoken=aa11; sessionid=bb22' }),
      post(desk, `${desk}api/save/`, 403, { cookie: 'csrftoken=aa11; sessionid=bb22' }),
    ],
    cause: 'server:refused of sessionid',
    says: [/in the header X-CSRFToken\.$/m],
  },
  {
    title: 'a session that another response replaced',
    dialects: ['chrome', 'firefox', 'charles'],
    traffic: [
      visit(desk, { cookie: 'sid=a1a1' }),
      get(desk, `${desk}cases`, 200, { cookie: 'sid=a1a1' }),
      get(desk, `${desk}banner`, 200, { cookie: 'sid=a1a1', set: ['sid=b2b2; Path=/; HttpOnly'] }),
      get(desk, `${desk}cases`, 401, { cookie: 'sid=b2b2' }),
    ],
    cause: 'server:refused of sid',
    says: [/no new session in the response to “GET https:\/\/desk\.amt\.example\.org\/banner”/],
  },
  {
    title: "HTTP's own password, beside a session",
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(desk, { cookie: 'sid=a1a1' }),
      get(desk, `${desk}metrics`, 401, {
        cookie: 'sid=a1a1',
        response: { 'www-authenticate': 'Basic realm="metrics"' },
      }),
      get(desk, `${desk}metrics`, 200, {
        cookie: 'sid=a1a1',
        request: { authorization: 'Basic eDp5' },
      }),
    ],
    cause: null,
  },
  {
    title: 'a preflight that fails with credentials and without',
    dialects: ['chrome', 'firefox'],
    traffic: [
      visit(desk),
      preflight(desk, `${deskApi}/tickets/4`, 200, {
        ...asksFor('PUT', 'x-tenant'),
        response: {
          'access-control-allow-origin': 'https://desk.amt.example.org',
          'access-control-allow-methods': 'GET, PUT',
          'access-control-allow-headers': 'content-type',
        },
      }),
      get(desk, `${deskApi}/tickets/4`, 0, { ...failed, method: 'PUT' }),
    ],
    cause: 'cors:preflight-header',
    says: [/Allow-Headers: content-type, x-tenant$/m, /Allow-Credentials: true$/m],
  },
  {
    title: 'an embedded application whose own session lacks Secure',
    dialects: ['chrome'],
    traffic: [
      visit(forum),
      frame(forum, chat, 200, active),
      post(chat, 'https://chat.plausch.io/enter', 200, {
        set: ['plausch=77aa; Path=/; HttpOnly; SameSite=None'],
      }),
      get(chat, 'https://chat.plausch.io/rooms', 401),
    ],
    cause: 'set-cookie:none-without-secure of plausch',
    says: [/Secure; SameSite=None/],
  },
];
