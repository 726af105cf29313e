# One image for hub, risk and issuer; the command picks the service:
#   docker build -t huren . && docker run --env-file risk.env huren apps/risk/dist/main.js
# Where packages come through a registry of one's own: --secret id=npmrc,src=$HOME/.npmrc
FROM node:24.21.0-bookworm-slim AS base
WORKDIR /huren

# The manifests alone, so that packages are installed again only when one of them changes.
FROM base AS manifests
COPY . .
RUN mkdir /manifests && cp --parents package.json package-lock.json libs/*/package.json apps/*/package.json /manifests

FROM base AS build
COPY --from=manifests /manifests .
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci --ignore-scripts
COPY . .
RUN node -e "import('./tools/lib/compile.mjs').then(({ compile }) => compile())" && mkdir /built && cp -r --parents libs/*/dist apps/*/dist /built

# Without development tools, the embedded PostgreSQL and the Node that npm brings: all but the first are optional.
FROM base AS packages
COPY --from=manifests /manifests .
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm ci --omit=dev --omit=optional --ignore-scripts --workspace=apps/hub --workspace=apps/risk --workspace=apps/issuer
COPY --from=build /built .

FROM base
COPY --from=packages /huren .
# Within its container every service listens on one port, for all who can reach the container.
ENV NODE_ENV=production HOST=0.0.0.0 HUB_PORT=3000 RISK_PORT=3000 ISSUER_PORT=3000 HUREN_DATA=/tmp/huren
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
    CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health/live').then(({ok}) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--enable-source-maps"]
CMD ["apps/hub/dist/main.js"]
