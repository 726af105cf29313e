/** Stops what the set-up started, also after failed tests. */
export default async () => {
  await globalThis.hurenTestServer?.stop();
  await globalThis.hurenDataTemplates?.remove();
};
