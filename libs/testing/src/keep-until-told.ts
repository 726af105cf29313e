/** Says where a server is, and keeps it until it is told to stop or the process that began it is gone. */
export const keepUntilTold = (said: string, stop: () => Promise<void>): void => {
  process.stdout.write(`${said}\n`);
  let stopping: Promise<void> | undefined;
  const end = (): void => void (stopping ??= stop().then(() => process.exit()));
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(event, end);
};
