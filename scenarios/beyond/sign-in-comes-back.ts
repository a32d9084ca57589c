import {
  everySameSite,
  form,
  link,
  noTwoMinuteException,
  otherWww,
  redirect,
  redirectsNotConsidered,
  scenario,
  visit,
  www,
} from '#lab';

const callback = `${www}/callback` as const;
/** The application sets its state cookies, and sends the user to the identity provider. */
const begin = [visit(www, { answer: { setCookie: everySameSite } }), link(otherWww)];
const lax = { sent: ['none', 'lax', 'absent'] };

/** OAuth 2.0 comes back by a redirect, or by a form (response_mode=form_post); SAML by a form. */
export default scenario({
  title:
    'A sign-in comes back from another site with the Lax state cookie by GET, without it by POST',
  claims: ['B3', 'S2', 'S3', 'S6'],
  steps: [
    ...begin,
    form('POST', `${otherWww}/login`, {
      answer: { redirect: redirect(callback, { as: 'GET redirect after a login form' }) },
    }),
    visit(www),
    link(`${otherWww}/authorize`, {
      answer: { redirect: redirect(callback, { as: 'GET redirect without a stop' }) },
    }),
    ...begin.slice(1),
    form('POST', `${otherWww}/login`, {
      answer: {
        redirect: redirect(callback, { status: 307, as: 'POST redirect after a login form' }),
      },
    }),
    visit(otherWww),
    form('POST', callback, {
      answer: { redirect: redirect(`${www}/home`, { status: 303, as: 'GET after form_post' }) },
      as: 'form_post',
    }),
    visit(www, { as: 'next visit' }),
  ],
  expect: {
    'GET redirect after a login form': lax,
    'GET redirect without a stop': lax,
    // Without SameSite, for two minutes.
    'POST redirect after a login form': { sent: ['none', 'absent'] },
    form_post: { sent: ['none', 'absent'] },
    'GET after form_post': lax,
    'next visit': { sent: ['none', 'lax', 'strict', 'absent'] },
  },
  deviations: [
    {
      ...redirectsNotConsidered,
      expect: {
        'GET redirect without a stop': { sent: ['none', 'lax', 'strict', 'absent'] },
      },
    },
    {
      ...noTwoMinuteException,
      expect: {
        'POST redirect after a login form': { sent: ['none'] },
        form_post: { sent: ['none'] },
      },
    },
  ],
  rows: 'exchange and cookie',
});
