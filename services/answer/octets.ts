/**
 * Headers are octets, written as characters up to U+00FF. Over HTTP/1.1 Node writes them together with
 * a body that is text, and all of it as UTF-8: each octet from 0x80 on would become two. With a body
 * of bytes it writes them as they are, as it does over HTTP/2.
 */
import fastifyPlugin from 'fastify-plugin';

/** Sends bodies as bytes. To be registered after all that may give an answer another body. */
export const octets = fastifyPlugin(async (app) => {
  app.addHook('onSend', async (_request, _reply, payload) =>
    typeof payload === 'string' ? Buffer.from(payload) : payload,
  );
});
