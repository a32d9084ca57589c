# One image for the services, one more with the three stock browsers.

FROM node:24.21-trixie-slim AS packages
WORKDIR /lab
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --no-audit --no-fund

FROM node:24.21-trixie-slim AS lab
WORKDIR /lab
ENV PATH=/lab/node_modules/.bin:$PATH
COPY --from=packages /lab ./
COPY tsconfig.json ./
COPY lab lab
COPY services services
# A new volume there belongs to the user that Caddy runs as.
RUN install -d -o 1000 -g 1000 -m 0700 /leaves

# The browsers come first: they outlast many changes of packages and code.
FROM node:24.21-trixie-slim AS browsers
RUN apt-get update \
 && apt-get install -y --no-install-recommends chromium firefox-esr webkit2gtk-driver xvfb \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /lab
ENV PATH=/lab/node_modules/.bin:$PATH
COPY --from=packages /lab ./
COPY tsconfig.json ./
# lab, services and scenarios are mounted: see docker-compose.yml.
ENTRYPOINT ["node", "lab/setup/as-owner.mjs", "results", "node", "--import", "tsx", "lab/cli/matrix.ts", "--fresh"]
