package org.fogward.fog.tls;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A root, the fog node's own or an organisation's, with the authority that issues certificates in its name.
 *
 * @param number 1 for the first, one more at each roll-over
 * @param root what others trust
 * @param rootKey empty while the root's key is kept elsewhere
 * @param issuing signs the certificates of servers and gateways
 * @param newWithOld the root by the root before it, if there was one
 * @param outside whether the root is an organisation's
 * @param between the organisation's authorities between root and issuing authority, from below
 */
record Generation(
        int number,
        X509Certificate root,
        Optional<CertifiedKey> rootKey,
        CertifiedKey issuing,
        Optional<X509Certificate> newWithOld,
        boolean outside,
        List<X509Certificate> between) {

    /** One whose root is the fog node's own. */
    Generation(int number, CertifiedKey rootKey, CertifiedKey issuing, Optional<X509Certificate> newWithOld) {
        this(number, rootKey.certificate(), Optional.of(rootKey), issuing, newWithOld, false, List.of());
    }
}
