package org.fogward.fog.tls;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * A root with the authority that issues certificates in its name.
 *
 * @param number 1 for the first, one more at each roll-over
 * @param root what others trust
 * @param rootKey empty while the root's key is kept elsewhere
 * @param issuing signs the certificates of servers and gateways
 * @param newWithOld the root by the root before it, if there was one
 */
record Generation(
        int number,
        X509Certificate root,
        Optional<CertifiedKey> rootKey,
        CertifiedKey issuing,
        Optional<X509Certificate> newWithOld) {}
