package org.fogward.edge.identity;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What a gateway got by enrolling: its certificate for TLS and whom it trusts. Immutable; the text form leaves the key out.
 *
 * @param key the private half of the certificate's key
 * @param chain the gateway's certificate, then those of the authorities up to a root, which is left out
 * @param roots the roots that the fog node's certificate may come from, at least one
 * @param settings where the fog node is; empty while the enrolment is not finished
 */
public record Enrolment(
        PrivateKey key, List<X509Certificate> chain, List<X509Certificate> roots, Optional<FogSettings> settings) {
    /** @throws IllegalArgumentException if there is no certificate or no root */
    public Enrolment {
        chain = List.copyOf(chain);
        roots = List.copyOf(roots);
        if (chain.isEmpty() || roots.isEmpty()) {
            throw new IllegalArgumentException("enrolment: a certificate and a root expected");
        }
    }

    /** The gateway's own certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** The same enrolment with other roots. */
    public Enrolment withRoots(List<X509Certificate> others) {
        return new Enrolment(key, chain, others, settings);
    }

    /** The same enrolment, finished. */
    public Enrolment withSettings(FogSettings known) {
        return new Enrolment(key, chain, roots, Optional.of(known));
    }

    @Override
    public String toString() {
        return "Enrolment[subject=" + certificate().getSubjectX500Principal() + ", until="
                + certificate().getNotAfter().toInstant() + "]";
    }
}
