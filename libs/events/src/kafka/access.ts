/** How a cluster is reached that does not let everybody in. */
export interface KafkaAccess {
  /** TLS, with what is known of the brokers' authorities and of oneself, in PEM; absent: plain text. */
  tls?: { [Pem in 'ca' | 'cert' | 'key']?: string | undefined };
  /** Who this is; absent: nobody. */
  sasl?: { mechanism: SaslMechanism; username: string; password: string };
}

export const SASL_MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
export type SaslMechanism = (typeof SASL_MECHANISMS)[number];
