# Bestellfix without its PostgreSQL and its stand-ins: docs/hosting.md, "Containers". `npm run prove:image` does the last stage's steps
# in an empty Debian, without a container engine, and runs what comes of them.
ARG NODE=24
ARG DEBIAN=bookworm

FROM node:${NODE}-${DEBIAN}-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY patches patches
RUN npm ci
COPY . .
RUN npm run build:image

# Debian's own image holds everything Node's binary needs: no package is installed, and no npm comes along.
FROM debian:${DEBIAN}-slim
COPY --from=build /usr/local/bin/node /usr/local/bin/node
COPY --from=build /build/.next/image /app
RUN groupadd --gid 10001 bestellfix \
 && useradd --uid 10001 --gid 10001 --home-dir /app --no-create-home --shell /usr/sbin/nologin bestellfix \
 && install --directory --owner 10001 --group 10001 --mode 0700 /app/.data /backups
WORKDIR /app
ENV NODE_ENV=production PORT=3000
USER 10001:10001
VOLUME /app/.data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/live`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "scripts/start.mjs"]
