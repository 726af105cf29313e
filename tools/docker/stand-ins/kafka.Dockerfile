FROM huren/debian:bookworm
RUN apt-get update && apt-get install --yes --no-install-recommends openjdk-17-jre-headless && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 1000 --create-home appuser \
 && install --directory --owner=appuser /opt/kafka/config /var/lib/kafka/data
COPY libs /opt/kafka/libs
COPY kafka-entrypoint.sh /opt/kafka/run.sh
USER appuser
VOLUME /var/lib/kafka/data
EXPOSE 9092
CMD ["/opt/kafka/run.sh"]
