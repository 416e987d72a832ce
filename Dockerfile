# Allclear in one image: docker build -t allclear . && docker run -p 3000:3000 -v allclear:/data -e SITE_URL=https://status.example.com allclear
# What it keeps is below /data: the private PostgreSQL (or none, with DATABASE_URL), the key, and mail that no server takes.

ARG BUILD=node:24-trixie-slim
ARG BASE=gcr.io/distroless/cc-debian13:nonroot

FROM ${BUILD} AS build
WORKDIR /src
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
COPY scripts ./scripts
RUN npm ci --no-fund --no-audit --loglevel=error
COPY . .
RUN npm run build && npm run pack -- /packed/app
# A shell for PostgreSQL, which starts itself by one, and for whoever has to look inside at night. Node without its tables for debuggers.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends binutils busybox-static \
  && strip /packed/app/bin/node \
  && mkdir -p /packed/bin /packed/data && cp /bin/busybox /packed/bin/busybox && /bin/busybox --install -s /packed/bin \
  && rm -f /packed/bin/dpkg* /packed/bin/rpm* \
  && chown -R 65532:65532 /packed/data && chmod 700 /packed/data

FROM ${BASE}
COPY --from=build /packed/bin /bin
COPY --from=build /packed/app /app
COPY --from=build --chown=65532:65532 /packed/data /data
WORKDIR /app
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0 PORT=3000 PATH=/app/bin:/bin:/usr/bin
USER 65532:65532
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD wget -q -O /dev/null "http://127.0.0.1:$PORT/healthz"
# It finishes what is under way, and writes what is in memory.
STOPSIGNAL SIGTERM
ENTRYPOINT ["/app/bin/allclear"]
