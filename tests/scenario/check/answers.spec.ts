import { answerWith, testMistakes } from './mistakes.ts';

testMistakes([
  [
    'a hop with a label twice',
    answerWith("{ redirect: redirect(api, { as: 'call' }) }"),
    /step 3.*"call" is taken/,
    /`as`/,
  ],
  [
    'a redirect out of the lab',
    answerWith("{ redirect: redirect('https://evil.com') }"),
    /step 3 \(fetch\), redirect "https:\/\/evil.com"/,
    /lab host/,
  ],
  [
    'a mistake behind a redirect',
    answerWith("{ redirect: redirect(api, { answer: { setCookie: 'a\\nb' } }) }"),
    /step 3 \(fetch\), redirect cannot.*cookie: /,
    /HTTP/,
  ],
  [
    'a line break in Set-Cookie',
    answerWith("{ setCookie: 'a=1\\r\\nX: y' }"),
    /step 3 \(fetch\) cannot.*cookie: .*CR/,
    /HTTP/,
  ],
  [
    'a NUL in a preflight’s Set-Cookie',
    answerWith("{ preflight: { setCookie: 'a\\0' } }"),
    /step 3.*preflight-cookie: /,
    /HTTP/,
  ],
  [
    'a line break in a header',
    answerWith("{ headers: [['X', 'a\\nb']] }"),
    /step 3.*header: /,
    /HTTP/,
  ],
  [
    'a header’s name with a space',
    answerWith("{ headers: [['X Y', 'a']] }"),
    /step 3.*header: .*X Y/,
    /HTTP/,
  ],
  [
    'headers as an object',
    answerWith("{ headers: { X: 'y' } }"),
    /step 3.*"headers" is no list/,
    /Name/,
  ],
  ['a line break in a type', answerWith("{ body: '', type: 'a\\nb' }"), /step 3.*type: /, /HTTP/],
  ['a status that is none', answerWith('{ status: 99 }'), /step 3.*status: "99"/, /HTTP/],
  [
    'a redirect’s status that is none',
    answerWith('{ redirect: redirect(api, { status: 1000 }) }'),
    /step 3.*status: "1000"/,
    /HTTP/,
  ],
  [
    'a preflight’s status that is none',
    answerWith("{ preflight: { status: 'no' } }"),
    /step 3.*preflight-status: /,
    /HTTP/,
  ],
  ['a delay too long', answerWith('{ delay: 10001 }'), /step 3.*delay: "10001"/, /HTTP/],
  ['half a millisecond', answerWith('{ delay: 0.5 }'), /step 3.*delay: "0.5"/, /HTTP/],
  [
    'an unknown CORS',
    answerWith("{ cors: { mode: 'any' } }"),
    /step 3.*"cors" is {"mode":"any"}/,
    /star\(\)/,
  ],
  [
    'a preflight led out of the lab',
    answerWith("{ preflight: { location: 'https://evil.com' } }"),
    /step 3 \(fetch\), preflight "https/,
    /lab host/,
  ],
]);
