FROM huren/debian:bookworm
RUN groupadd --gid 999 redis && useradd --uid 999 --gid redis redis \
 && apt-get update && apt-get install --yes --no-install-recommends redis-server && rm -rf /var/lib/apt/lists/* \
 && install --directory --owner=redis --group=redis /data
WORKDIR /data
VOLUME /data
USER redis
EXPOSE 6379
CMD ["redis-server", "--protected-mode", "no"]
